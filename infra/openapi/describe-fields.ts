import type { ApiDocumentation } from '../../shared/http/api-documentation.ts';

/** What fields are in is named further up. */
const SEE_THROUGH = new Set(['items', 'schema', 'anyOf', 'oneOf', 'allOf']);

/**
 * Adds a description to every field that the dialect describes, wherever it occurs in the document, and to parameters
 * that have none.
 * @throws Error when a description belongs to no field
 */
export function describeFields<Part>(parts: Part, fields: ApiDocumentation['fields']): Part {
  const unused = new Set(Object.keys(fields));
  const descriptionOf = (parent: string, name: string) => {
    const key = [`${parent}.${name}`, name].find((key) => key in fields);
    if (key === undefined) return {};
    unused.delete(key);
    return { description: fields[key] };
  };
  const described = (value: unknown, parent: string): unknown => {
    if (Array.isArray(value)) return value.map((member) => described(member, parent));
    if (typeof value !== 'object' || value === null) return value;
    const { in: place, name } = value as { in?: unknown; name?: unknown };
    const isParameter = typeof place === 'string' && typeof name === 'string';
    const members = Object.entries(value).map(([key, member]) => {
      // Examples are values, whatever their members are called.
      if (key === 'example') return [key, member];
      if (key === 'properties') return [key, propertiesOf(member, parent)];
      return [key, described(member, SEE_THROUGH.has(key) ? parent : key)];
    });
    return Object.fromEntries([...(isParameter ? Object.entries(descriptionOf('', name)) : []), ...members]);
  };
  const propertiesOf = (properties: object, parent: string): unknown =>
    Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [
        name,
        { ...(described(schema, name) as object), ...descriptionOf(parent, name) },
      ]),
    );

  const result = described(parts, '') as Part;
  const [first] = unused;
  if (first !== undefined) throw new Error(`no field is called ${first}`);
  return result;
}
