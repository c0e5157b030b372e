import fc from 'fast-check';
import { jsonSchema } from '../../infra/openapi/json-schema.ts';
import type { JsonSchema } from '../../infra/openapi/openapi.ts';
import type { Operation, Schema } from '../../shared/http/operation.ts';
import type { Change } from './parts.ts';
import { beside, fitting } from './schema-values.ts';
import { strings } from './values.ts';

/** Changes of path and query. */
export function targetChanges({ route, path, query }: Operation): fc.Arbitrary<Change> {
  const template = (route.split(' ')[1] as string).split('/').slice(1);
  const places = template.flatMap((segment, index) =>
    segment.startsWith('{') ? [{ index, name: segment.slice(1, -1) }] : [],
  );
  const inPath = places.map(({ index, name }) =>
    texts(propertyOf(path, name)).map(
      (text): Change =>
        (parts) => ({
          ...parts,
          segments: parts.segments.map((segment, at) => (at === index ? text : segment)),
        }),
    ),
  );
  const names = query ? Object.keys(jsonSchema(query, 'input').properties ?? {}) : [];
  const inQuery = names.map((name) => parameterChange(name, texts(propertyOf(query, name))));
  return fc.oneof(
    ...inPath.map((arbitrary) => ({ weight: 3, arbitrary })),
    ...inQuery.map((arbitrary) => ({ weight: 3, arbitrary })),
    { weight: 1, arbitrary: parameterChange('unknown', texts({})) },
    { weight: 1, arbitrary: texts({}).chain((name) => parameterChange(name, texts({}))) },
    { weight: 1, arbitrary: elsewhere() },
  );
}

const propertyOf = (schema: Schema | undefined, name: string): JsonSchema =>
  (schema && jsonSchema(schema, 'input').properties?.[name]) ?? {};

/** Escapes that mean nothing, or something else than it seems. */
const ESCAPES = [
  '',
  '%',
  '%zz',
  '%ff%fe',
  '%00',
  '%2f',
  '%2F..%2F',
  '%252e',
  '..',
  '.',
  '%23CUSTOMER',
  '+',
  '%u0041',
  ';a=b',
  '*',
  '%C0%80',
];

/** Ids that exist but mean something else: a linked customer in place of a deletable one, an invoice, a company. */
const KNOWN = [
  'customerId',
  'linkedCustomerId',
  'invoiceId',
  'recurringInvoiceId',
  'companyId',
  'clientNo',
  'customerNo',
  'linkedCustomerNo',
  'documentNo',
].map((name) => `{{${name}}}`);

/** Texts for a URL: escaped ones that the schema takes or just does not take, and wrongly escaped ones. */
const texts = (schema: JsonSchema): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 2, arbitrary: fitting({ type: 'string', ...schema }).map(escaped) },
    { weight: 2, arbitrary: beside(schema).map(escaped) },
    { weight: 1, arbitrary: strings().map(escaped) },
    { weight: 1, arbitrary: fc.constantFrom(...KNOWN) },
    { weight: 1, arbitrary: fc.constantFrom(...ESCAPES) },
    { weight: 1, arbitrary: fc.constantFrom('a', '%41', 'é').map((unit) => escaped(unit).repeat(700)) },
  );

/** Escaped as UTF-8; half a surrogate pair becomes three bytes that no UTF-8 has. */
const escaped = (value: unknown): string =>
  String(value).toWellFormed() === String(value)
    ? encodeURIComponent(String(value)).slice(0, 3_000)
    : '%ED%A0%80';

/** The parameter left out, replaced, given twice, or given once more under another name. */
const parameterChange = (name: string, value: fc.Arbitrary<string>): fc.Arbitrary<Change> =>
  fc.tuple(fc.constantFrom('drop', 'replace', 'repeat', 'list'), value).map(
    ([how, text]): Change =>
      (parts) => {
        const others = parts.query.filter(([other]) => other !== name);
        const added = how === 'list' ? `${name}[]` : name;
        if (how === 'drop') return { ...parts, query: others };
        return { ...parts, query: [...(how === 'replace' ? others : parts.query), [added, text] as const] };
      },
  );

/** Another method, or a path that is longer or shorter. */
const elsewhere = (): fc.Arbitrary<Change> =>
  fc.oneof(
    fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PURGE').map(
      (method): Change =>
        (parts) => ({ ...parts, method }),
    ),
    texts({}).map(
      (text): Change =>
        (parts) => ({ ...parts, segments: [...parts.segments, text] }),
    ),
    fc.constant<Change>((parts) => ({ ...parts, segments: parts.segments.slice(0, -1) })),
  );
