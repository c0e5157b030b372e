import * as z from 'zod/mini';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import type { OperatorAccess } from '../dialect/caller.ts';
import { operator } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { refused } from '../dialect/errors.ts';
import { fileName } from '../dialect/identifiers.ts';
import { answered } from './document-response.ts';
import { documentNamed } from './documents.ts';

/** The OpenAPI document of a dialect: what the pages of the reference are made of. Ours: no vendor has this. */
export const operation = {
  name: 'operator/documents/get-document',
  route: 'GET /openapi/{document}',
  access: 'read',
  grants: { credentials: ['GetItem'] },
  path: z.object({ document: fileName() }),
  query: z.strictObject({}),
} as const satisfies Operation<OperatorAccess>;

export const handler = lambda<typeof documentation>()(
  operator,
  operation,
  async function getDocument({ path, note }) {
    const body = await documentNamed(path.document);
    note({ outcome: body ? 'found' : 'notFound' });
    if (!body) throw refused(404, 'not-found', 'there is no such document');
    return { body };
  },
);

export const documentation = () =>
  ({
    operationId: 'getDocument',
    summary: 'Get the OpenAPI document of a dialect',
    description:
      'OpenAPI 3.1, of the version that answers. Every key with `read` gets every document: they say nothing of tenants.',
    source: 'ours',
    responses: responses('The document', answered(), {
      example: { openapi: '3.1.1', info: { title: 'EnKash', version: '1.0.0' }, paths: {} },
    }),
  }) satisfies Documentation;
