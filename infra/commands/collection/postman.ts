import { multipartParts } from '../../multipart-parts.ts';
import { apis, dialectNames } from '../../openapi/documents.ts';
import type { CollectedRequest } from './collected-requests.ts';

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** A file that a request sends, beside the collection. */
export interface SentFile {
  readonly name: string;
  readonly text: string;
}

/**
 * A collection in Postman's format 2.1, which Bruno, Insomnia and Hoppscotch import too: a folder for each dialect, and
 * in it one for each resource. https://schema.postman.com/
 */
export function postmanCollection(
  requests: readonly CollectedRequest[],
  variables: Readonly<Record<string, string>>,
): object {
  return {
    info: { name: 'offboard', description: 'The examples of all operations', schema: SCHEMA },
    item: dialectNames.map((dialect) => {
      const ofDialect = requests.filter((request) => request.dialect === dialect);
      const { title, tags } = apis[dialect];
      return {
        name: title,
        item: Object.entries(tags).map(([resource, description]) => ({
          ...{ name: resource, description },
          item: ofDialect.filter((request) => request.resource === resource).map(itemOf),
        })),
      };
    }),
    variable: Object.entries(variables).map(([key, value]) => ({ key, value, type: 'string' })),
  };
}

const itemOf = (request: CollectedRequest): object => ({
  name: request.summary,
  request: {
    method: request.method,
    url: urlOf(request.target),
    // That of a form names the boundary between its parts, which the client draws.
    header: pairs(request.headers).filter(({ value }) => !value.startsWith('multipart/')),
    ...(request.body !== undefined && { body: bodyOf(request) }),
  },
  response: [],
});

function urlOf(target: string): object {
  const [path = '', query] = target.split('?');
  const parameters = query?.split('&').map((parameter) => parameter.split('=', 2));
  return {
    raw: `{{url}}${target}`,
    host: ['{{url}}'],
    path: path.split('/').slice(1),
    ...(parameters && { query: parameters.map(([key, value = null]) => ({ key, value })) }),
  };
}

function bodyOf({ headers, body = '', operation }: CollectedRequest): object {
  const type = headers['content-type'] ?? '';
  if (type.startsWith('multipart/')) return { mode: 'formdata', formdata: partsOf(operation, body, type) };
  if (type.startsWith('application/x-www-form-urlencoded'))
    return { mode: 'urlencoded', urlencoded: pairs(Object.fromEntries(new URLSearchParams(body))) };
  return { mode: 'raw', raw: body, options: { raw: { language: 'json' } } };
}

const partsOf = (operation: string, body: string, type: string): object[] =>
  Object.entries(multipartParts(body, type)).map(([key, value]) =>
    key === FILE
      ? { key, type: 'file', src: fileName(operation) }
      : { key, type: 'text', value: String(value) },
  );

/** The part of a form that is a file. */
const FILE = 'file';

const fileName = (operation: string): string => `files/${operation.replaceAll('/', '-')}.csv`;

/** The files that the requests of a collection send. */
export const sentFiles = (requests: readonly CollectedRequest[]): SentFile[] =>
  requests.flatMap(({ operation, headers, body = '' }) => {
    const type = headers['content-type'] ?? '';
    const file = type.startsWith('multipart/') && multipartParts(body, type)[FILE];
    return file ? [{ name: fileName(operation), text: String(file) }] : [];
  });

const pairs = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, value]) => ({ key, value, type: 'text' }));
