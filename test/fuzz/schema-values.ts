import fc from 'fast-check';
import type { JsonSchema } from '../../infra/openapi/openapi.ts';
import { anything, numbers, strings } from './values.ts';

/** The keywords that values are drawn by. */
type Keywords = Partial<{
  readonly anyOf: readonly JsonSchema[];
  readonly enum: readonly unknown[];
  readonly type: string | readonly string[];
  readonly minLength: number;
  readonly maxLength: number;
  readonly pattern: string;
  readonly format: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly exclusiveMinimum: number;
  readonly minItems: number;
  readonly maxItems: number;
  readonly items: JsonSchema;
  readonly additionalProperties: JsonSchema | boolean;
}>;

/** Values that a JSON schema takes, also at its bounds. Checks of ours that no JSON schema can say may refuse some. */
export function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { anyOf, enum: allowed, type } = schema as Keywords;
  if (anyOf) return fc.oneof(...anyOf.map(fitting));
  if ('const' in schema) return fc.constant(schema.const);
  if (allowed) return fc.constantFrom(...allowed);
  if (Array.isArray(type)) return fc.oneof(...type.map((one) => fitting({ ...schema, type: one })));
  return FITTING[type as string]?.(schema as Keywords) ?? fc.jsonValue({ maxDepth: 3 });
}

const FITTING: Readonly<Record<string, (keywords: Keywords) => fc.Arbitrary<unknown>>> = {
  string: fittingString,
  number: fittingNumber,
  integer: ({ minimum = -10, maximum = 400 }) => fc.integer({ min: minimum, max: maximum }),
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
  array: fittingArray,
  object: fittingObject,
};

const FORMATS: Readonly<Record<string, readonly string[]>> = {
  date: ['2025-02-27', '2027-01-31', '2024-02-29', '0001-01-01', '9999-12-31'],
  'date-time': ['2025-02-27T10:00:00Z', '2025-02-27T10:00:00+14:00'],
  email: ['ada@example.com', 'a@b.co', `${'a'.repeat(64)}@example.com`],
  uuid: ['550e8400-e29b-41d4-a716-446655440000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'],
};

function fittingString(keywords: Keywords): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = 60, pattern, format = '' } = keywords;
  const known = FORMATS[format];
  if (known) return fc.constantFrom(...known);
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength;
  if (pattern !== undefined) return matching(new RegExp(pattern, 'u')).filter(fits);
  const unit = fc.constantFrom('a', '7', 'ñ', '\u4e2d');
  const [shortest, longest] = [
    unit.map((one) => one.repeat(minLength)),
    unit.map((one) => one.repeat(maxLength)),
  ];
  return fc.oneof(shortest, longest, strings().filter(fits));
}

/** fast-check cannot draw from a class such as \p{Cs}: then other strings are drawn, and those kept that match. */
function matching(pattern: RegExp): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(pattern);
  } catch {
    return strings().filter((text) => pattern.test(text));
  }
}

function fittingNumber({ minimum = -1e6, maximum = 1e6, exclusiveMinimum }: Keywords): fc.Arbitrary<number> {
  const least = Math.max(minimum, exclusiveMinimum ?? minimum);
  const fits = (value: number) => value >= minimum && value <= maximum && value !== exclusiveMinimum;
  const edges = [least, maximum, 0, 1, 21, 0.005, 1e-9].filter(fits);
  return fc.oneof(
    fc.constantFrom(...edges),
    fc.double({ min: least, max: maximum, noNaN: true }).filter(fits),
  );
}

/** Long arrays repeat one element: that is faster to draw. */
function fittingArray({ items = {}, minItems = 0, maxItems = 200 }: Keywords): fc.Arbitrary<unknown> {
  const short = fc.array(fitting(items), {
    minLength: minItems,
    maxLength: Math.min(maxItems, minItems + 2),
  });
  const long = fitting(items).map((one) => Array(maxItems).fill(one));
  return fc.oneof({ weight: 5, arbitrary: short }, { weight: 1, arbitrary: long });
}

function fittingObject(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { additionalProperties } = schema as Keywords;
  if (typeof additionalProperties === 'object') {
    const value = fitting(additionalProperties);
    return fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), value, { maxKeys: 3 });
  }
  const { properties = {}, required = [] } = schema;
  const members: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, member] of Object.entries(properties)) members[name] = fitting(member);
  return fc.record(members, { requiredKeys: [...required] });
}

/** Values just beyond what a JSON schema takes: one too long, one too small, a string for a number. */
export function beside(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { anyOf, minLength, maxLength, minimum, maximum, minItems, maxItems } = schema as Keywords;
  const lengths = outside(minLength, maxLength).filter((length) => length >= 0);
  const sizes = outside(minItems, maxItems).filter((size) => size >= 0);
  const bounds = [minimum, maximum].filter((bound) => bound !== undefined);
  const values: unknown[] = [
    ...lengths.flatMap((length) => ['a', '7', '👍'].map((unit) => unit.repeat(length))),
    ...sizes.map((size) => Array(size).fill({})),
    ...outside(minimum, maximum),
    ...bounds.flatMap((bound) => [bound * (1 + Number.EPSILON), String(bound)]),
  ];
  const known = values.length > 0 ? [fc.constantFrom(...values)] : [];
  return fc.oneof(...(anyOf ?? []).map(beside), ...known, strings(), numbers(), anything());
}

const outside = (least: number | undefined, most: number | undefined): number[] => [
  ...(least === undefined ? [] : [least - 1]),
  ...(most === undefined ? [] : [most + 1]),
];
