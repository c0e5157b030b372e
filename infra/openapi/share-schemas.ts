import type { NamedSchemas } from '../../shared/http/api-documentation.ts';
import { jsonSchema } from './json-schema.ts';
import type { JsonSchema } from './openapi.ts';

interface SharedSchemas<Part> {
  /** What was given, with a reference wherever a named schema stood. */
  readonly parts: Part;
  /** The named schemas that are referred to; they refer to each other too. */
  readonly schemas: Record<string, JsonSchema>;
}

/**
 * Puts a reference in the place of each schema that has a name. A schema is known by what it says, not by where it was
 * made, so that request and response files need to know nothing of names.
 * @throws Error when two names stand for the same schema
 */
export function shareSchemas<Part>(parts: Part, { requests, answers }: NamedSchemas): SharedSchemas<Part> {
  const named = new Map<string, { name: string; schema: JsonSchema }>();
  const add = (name: string, schema: JsonSchema) => {
    const text = JSON.stringify(schema);
    const other = named.get(text)?.name ?? name;
    if (other !== name) throw new Error(`${name} is the same schema as ${other}`);
    named.set(text, { name, schema });
  };
  for (const [name, schema] of Object.entries(requests)) add(name, jsonSchema(schema, 'input'));
  for (const [name, schema] of Object.entries(answers)) add(name, jsonSchema(schema, 'output'));

  const schemas: Record<string, JsonSchema> = {};
  const withReferences = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const known = named.get(JSON.stringify(value));
    if (!known) return membersWithReferences(value);
    const { name, schema } = known;
    schemas[name] ??= membersWithReferences(schema) as JsonSchema;
    return { $ref: `#/components/schemas/${name}` };
  };
  const membersWithReferences = (value: object): unknown =>
    Array.isArray(value)
      ? value.map(withReferences)
      : Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withReferences(member)]));

  const shared = withReferences(parts) as Part;
  const unused = [...named.values()].find(({ name }) => !(name in schemas));
  if (unused) throw new Error(`the schema ${unused.name} is nowhere in the document`);
  const sorted = Object.entries(schemas).sort(([one], [other]) => (one < other ? -1 : 1));
  return { parts: shared, schemas: Object.fromEntries(sorted) };
}
