import type { Parameter } from './speech.ts';

/** A path parameter that no dialect knows: any text. */
export const TEXT: Parameter = {
  schema: 'z.string()',
  shown: 'z.string()',
  url: 'a1',
  expected: "'a1'",
  fixture: 'a1',
};

/** A parameter that is read and shown by one schema. */
export const text = (schema: string, sample: string, fixture = sample): Parameter => ({
  schema,
  shown: schema,
  url: sample,
  expected: `'${sample}'`,
  fixture,
});

const SAMPLE_UUID = '550e8400-e29b-41d4-a716-446655440000';

export const uuid = (fixture = SAMPLE_UUID): Parameter => ({
  ...text('uuid()', SAMPLE_UUID, fixture),
  shown: 'z.guid()',
});

/** A parameter that names the test's own tenant. */
export const own = (schema: string, shown: string, variable: string, fixture: string): Parameter => ({
  schema,
  shown,
  url: `\${${variable}}`,
  expected: variable,
  fixture,
});
