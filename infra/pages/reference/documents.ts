import { mapValues } from '../../openapi/map-values.ts';
import type { Content, OpenApiDocument, OperationObject, PathItem } from '../../openapi/openapi.ts';
import { askOperator, config } from '../console/service/session.ts';

/** The dialects that there are documents of, by the names that they are chosen by. */
export const DIALECTS = {
  enkash: 'EnKash',
  amili: 'Amili',
  beel: 'BeeL',
  'beel-flat': 'BeeL, flat',
  operator: 'Operator',
  service: 'Service',
} as const;

type Operation = NonNullable<PathItem['get']>;

/** A dialect's document as it is shown: each operation has a badge that says how far its shape can be relied on. */
export async function shownDocument(dialect: string): Promise<object> {
  const document = await askOperator<OpenApiDocument>(
    config.value?.sandbox ? `/sandbox/openapi/${dialect}` : `/openapi/${dialect}.json`,
  );
  const paths = mapValues(document.paths, (item) => mapValues<Operation, object>(item, shownOperation));
  return { ...document, servers: [{ url: location.origin }], paths };
}

const shownOperation = ({ requestBody, ...operation }: Operation): object => ({
  ...operation,
  'x-badges': [{ name: SOURCES[operation['x-source']] }],
  ...(requestBody && {
    requestBody: { ...requestBody, content: mapValues(requestBody.content, filledForm) },
  }),
});

const SOURCES: Readonly<Record<OperationObject['x-source'], string>> = {
  documented: 'documented by the vendor',
  inferred: 'inferred',
  ours: 'ours',
};

/** Of a form the renderer sends what must be there, unless it gets the fields as rows, as it keeps those that are changed. */
function filledForm(media: Content[string], mediaType: string): object {
  if (mediaType === 'application/json' || !media.example) return media;
  const rows = Object.entries(media.example).map(([name, value]) => ({ name, value: String(value) }));
  return { ...media, example: rows };
}
