import * as z from 'zod/mini';
import type { Schema } from '../../shared/http/operation.ts';
import type { JsonSchema } from './openapi.ts';

/**
 * The JSON Schema of what goes over the wire: `input` is what a request may hold, `output` what an answer holds.
 * @throws Error for what JSON Schema cannot say, such as the outcome of a transform
 */
export function jsonSchema(schema: Schema, io: 'input' | 'output'): JsonSchema {
  const override = ({ jsonSchema }: { jsonSchema: Generated }) => {
    dropSafeRange(jsonSchema);
    foldNull(jsonSchema);
  };
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, cycles: 'throw', override });
  return rest as JsonSchema;
}

type Generated = z.core.JSONSchema.BaseSchema;

/** zod bounds every integer by what a double holds, which tells a reader nothing. */
function dropSafeRange(schema: Generated): void {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

const SCALARS = ['string', 'number', 'integer'];

/** Keywords that hold for one type of scalar and say nothing of null. */
const OF_SCALARS = new Set([
  'type',
  ...['format', 'pattern', 'minLength', 'maxLength'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
]);

/** `anyOf` a scalar and null becomes one schema of two types, which is shorter and generates better clients. */
function foldNull(schema: Generated): void {
  const [scalar, nothing, ...others] = schema.anyOf ?? [];
  if (!scalar || nothing?.type !== 'null' || others.length > 0) return;
  if (!SCALARS.includes(scalar.type as string)) return;
  if (!Object.keys(scalar).every((keyword) => OF_SCALARS.has(keyword))) return;
  delete schema.anyOf;
  Object.assign(schema, scalar, { type: [scalar.type, 'null'] });
}
