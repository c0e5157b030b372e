import type { ApiDocumentation } from '../../../shared/http/api-documentation.ts';
import type { AmiliAccess } from './caller.ts';

/** The Amili ARM dialect as its OpenAPI document introduces it. */
export const api: ApiDocumentation<AmiliAccess> = {
  title: 'Accounts receivable, Amili ARM dialect',
  description: [
    'Customers, documents and AR items of a client, as Amili ARM clients know them. Names are case-sensitive, values ' +
      'are not.',
    'What a request did is told by `status` (`PROCESSED` or `FAILED`), `result` and `message`, with the numbers that ' +
      'are known: `clientNo`, `accountNo`, `customerNo`.',
    'A customer that a document or an AR item refers to is never deleted: the answer is 422 `HAS_ATTACHMENTS`. A ' +
      'deleted customer is not found any more.',
  ].join('\n\n'),
  securitySchemes: {
    accessToken: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description:
        'The access token that `POST /token` answers with, or one of the issuer that the stage trusts.',
    },
  },
  security: (access) => (access === 'public' ? undefined : { accessToken: [] }),
};
