import type { Schema } from '../../../shared/http/operation.ts';
import { jsonSchema } from '../../openapi/json-schema.ts';
import type { JsonSchema } from '../../openapi/openapi.ts';

/** Texts that fit some format or pattern of the dialects. */
const TEXTS = [
  'example',
  'Example',
  'EXAMPLE',
  '1',
  '2025-01-15',
  '2025-01-15T10:30:00Z',
  '2025-01-15 10:30:00',
  '10:30',
  '10:30:00',
  '550e8400-e29b-41d4-a716-446655440000',
  '4bf92f3577b34da6a3ce929d0e0e4736',
  'ada@example.com',
  'https://example.com',
  'NOK',
  'ES',
  '28013',
  '543210',
  '9876543210',
  '+34612345678',
  'B12345674',
  'KC0000000000000A',
  'CEK0000001',
  'HDFC0000001',
  '00221850000200350786',
];

/**
 * The least value that a schema takes: no optional members, the first of several choices.
 * @throws Error when there is none to be found
 */
export function sampleOf(schema: Schema, io: 'input' | 'output'): unknown {
  const value = sampleFor(jsonSchema(schema, io));
  const { error } = schema.safeParse(value);
  const [issue] = error?.issues ?? [];
  if (issue) throw new Error(`${issue.path.join('.')}: ${issue.message || issue.code}`);
  return value;
}

function sampleFor(schema: JsonSchema): unknown {
  const { type, enum: values, anyOf, oneOf } = schema;
  if ('const' in schema) return schema.const;
  if (Array.isArray(values)) return values[0];
  const [choice] = (anyOf ?? oneOf ?? []) as JsonSchema[];
  if (choice) return sampleFor(choice);
  switch (Array.isArray(type) ? type[0] : type) {
    case 'object':
      return objectOf(schema);
    case 'array':
      return Array.from({ length: Number(schema.minItems ?? 0) }, () =>
        sampleFor(schema.items as JsonSchema),
      );
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return Math.max(Number(schema.minimum ?? 0), Math.floor(Number(schema.exclusiveMinimum ?? -1)) + 1);
    case 'boolean':
      return false;
    default:
      return null;
  }
}

const objectOf = ({ properties = {}, required = [] }: JsonSchema): object =>
  Object.fromEntries(required.map((name) => [name, sampleFor(properties[name] as JsonSchema)]));

function textOf(schema: JsonSchema): string {
  const { minLength = 0, maxLength = Infinity, format } = schema as Record<string, never>;
  const all = (schema.allOf ?? []) as JsonSchema[];
  const patterns = [schema, ...all].flatMap(({ pattern }) =>
    pattern ? [new RegExp(`${pattern}`, 'u')] : [],
  );
  const fits = TEXTS.find(
    (text) =>
      text.length >= minLength &&
      text.length <= maxLength &&
      patterns.every((pattern) => pattern.test(text)) &&
      (format === undefined || patterns.length > 0),
  );
  if (fits === undefined) throw new Error(`no text is known for ${JSON.stringify(schema)}`);
  return fits;
}
