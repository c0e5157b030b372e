import type { Speech } from '../speech.ts';

/** The service's own routes: open to all. */
export const service: Speech = {
  dialect: 'service',
  shapes: ['service'],
  access: () => 'public',
  accessType: "'public'",
  grants: '{}',
  parameters: {},
  imports: { service: '../dialect/dialect.ts', responses: '../dialect/envelope.ts' },
  success: (value, status) => `{ status: ${status}, body: ${value} }`,
  responses: ({ path, body, status }) => {
    const failures = [...(path || body ? [400] : []), ...(body ? [413, 415] : [])];
    const answers = `{ ${status}: { description: 'OK', schema: answered() } }`;
    return `responses(${[answers, ...failures].join(', ')})`;
  },
  test: { caller: '', stranger: '', imports: {}, success: (value) => value },
};
