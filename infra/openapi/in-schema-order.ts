import type { JsonSchema } from './openapi.ts';

/** The same JSON value with its fields in the order in which its schema has them: DynamoDB gives them in any. */
export function inSchemaOrder(schema: JsonSchema, value: unknown): unknown {
  const variants = variantsOf(schema);
  if (Array.isArray(value)) {
    const items = variants.find(({ items }) => items)?.items as JsonSchema | undefined;
    return value.map((item) => inSchemaOrder(items ?? {}, item));
  }
  if (value === null || typeof value !== 'object') return value;
  const fields = new Map(Object.entries(value));
  const properties = Object.assign({}, ...variants.map(({ properties }) => properties)) as Record<
    string,
    JsonSchema
  >;
  const others = [...fields.keys()].filter((name) => !(name in properties)).sort();
  const names = [...Object.keys(properties).filter((name) => fields.has(name)), ...others];
  return Object.fromEntries(
    names.map((name) => [name, inSchemaOrder(properties[name] ?? {}, fields.get(name))]),
  );
}

/** A schema with all that it may be instead, or is as well. */
function variantsOf(schema: JsonSchema): JsonSchema[] {
  const more = [schema.anyOf, schema.oneOf, schema.allOf].flat().filter(Boolean) as JsonSchema[];
  return [schema, ...more.flatMap(variantsOf)];
}
