import fc from 'fast-check';
import type { JsonSchema } from '../../infra/openapi/openapi.ts';
import { jsonText, RawJson } from './json-text.ts';
import type { Change, Parts } from './parts.ts';
import { beside, fitting } from './schema-values.ts';
import { formChanges, textChanges } from './text-changes.ts';
import { anything, numbers, strings } from './values.ts';

type Path = readonly (string | number)[];

/** Changes of a body: of its fields by its schema where it is JSON, and of its text. */
export function bodyChanges(valid: Parts, schema: JsonSchema | undefined): fc.Arbitrary<Change> {
  const text = textChanges();
  if (!schema) return fc.oneof(formChanges(valid), text);
  const places = placesIn(schema);
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...places).chain(fieldChange) },
    { weight: 1, arbitrary: wholeChanges() },
    { weight: 1, arbitrary: text },
  );
}

interface Place {
  readonly path: Path;
  readonly schema: JsonSchema;
}

/** Every field that the schema knows, the first element of each array, and the body itself. */
function placesIn(schema: JsonSchema, path: Path = []): Place[] {
  const {
    properties = {},
    items,
    anyOf = [],
  } = schema as JsonSchema & { items?: JsonSchema; anyOf?: JsonSchema[] };
  return [
    { path, schema },
    ...anyOf.flatMap((choice) => placesIn(choice, path).slice(1)),
    ...(items ? placesIn(items, [...path, 0]) : []),
    ...Object.entries(properties).flatMap(([name, member]) => placesIn(member, [...path, name])),
  ];
}

/** A field left out, replaced, or joined by one that nobody knows. */
const fieldChange = ({ path, schema }: Place): fc.Arbitrary<Change> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(at(path, () => undefined)) },
    { weight: 4, arbitrary: fitting(schema).map((value) => at(path, () => value)) },
    { weight: 6, arbitrary: beside(schema).map((value) => at(path, () => value)) },
    {
      weight: 1,
      arbitrary: fc.tuple(strings(), anything()).map(([name, value]) => at([...path, name], () => value)),
    },
    { weight: 2, arbitrary: stuffing({ path, schema }) },
  );

/** Bytes of the changed part, so that the whole body is just below what the service takes. */
const FULL = 195 * 1024;

/** One value again and again where there may be many, until the body is as long as it may be. */
function stuffing({ path, schema }: Place): fc.Arbitrary<Change> {
  const { items, maxItems = FULL, additionalProperties } = schema as StuffedKeywords;
  const stuffed = (value: unknown) =>
    Array(Math.min(maxItems, Math.floor(FULL / (jsonText(value).length + 1)))).fill(value);
  if (items) return fitting(items).map((value) => at(path, () => stuffed(value)));
  if (additionalProperties) return numbers().map((value) => at([...path, 'many'], () => stuffed(value)));
  return fc.constant(at(path, (value = 0) => stuffed(value)));
}

interface StuffedKeywords {
  readonly items?: JsonSchema;
  readonly maxItems?: number;
  readonly additionalProperties?: unknown;
}

/**
 * Puts another value in its place in the JSON. Missing objects and arrays on the way are made; other values there
 * stay.
 */
const at =
  (path: Path, change: (value: unknown) => unknown): Change =>
  (parts) => ({ ...parts, json: changed(parts.json, path, change) });

function changed(value: unknown, [name, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (name === undefined) return change(value);
  if (value instanceof RawJson || (value !== undefined && (typeof value !== 'object' || value === null)))
    return value;
  if (typeof name === 'number') {
    const list = Array.isArray(value) ? value : [];
    return [changed(list[0], rest, change), ...list.slice(1)].filter((entry) => entry !== undefined);
  }
  const entries = Object.entries((value ?? {}) as object).filter(([other]) => other !== name);
  const member = changed((value as Record<string, unknown> | undefined)?.[name], rest, change);
  return Object.fromEntries(member === undefined ? entries : [...entries, [name, member]]);
}

/** Another body altogether, or a key given twice. */
const wholeChanges = (): fc.Arbitrary<Change> =>
  fc.oneof(
    anything().map(
      (json): Change =>
        (parts) => ({ ...parts, json }),
    ),
    anything().map(
      (value): Change =>
        (parts) => ({ ...parts, json: twice(parts.json, value) }),
    ),
  );

function twice(json: unknown, value: unknown): RawJson {
  const text = jsonText(json);
  const [first = 'a'] = json instanceof RawJson ? [] : Object.keys((json ?? {}) as object);
  return new RawJson(text.replace(/\}$/, `,${JSON.stringify(first)}:${jsonText(value)}}`));
}
