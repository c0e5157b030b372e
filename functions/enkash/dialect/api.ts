import type { ApiDocumentation } from '../../../shared/http/api-documentation.ts';
import type { EnkashAccess } from './caller.ts';

/** The EnKash dialect as its OpenAPI document introduces it. */
export const api: ApiDocumentation<EnkashAccess> = {
  title: 'Accounts receivable, EnKash dialect',
  description: [
    'Customers and invoices of a company, as EnKash AR clients know them.',
    'A success carries `payload` and `response_code` 0. A failure carries `errorResponse` with an `errorType`, and the ' +
      'HTTP status as `response_code`. Times are UTC: `yyyy-MM-dd HH:mm:ss` in failures, ISO 8601 in payloads.',
    'A customer that live invoices refer to is never deleted: the answer is 422 `UNPROCESSABLE_REQUEST`. A deleted ' +
      'customer is not found any more.',
  ].join('\n\n'),
  securitySchemes: {
    accessToken: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'The access token that `POST /oauth/token` answers with.',
    },
    client: {
      type: 'http',
      scheme: 'basic',
      description: 'Id and secret of the client that asks for a token on behalf of a user.',
    },
  },
  security: (access) => (access === 'public' ? undefined : { accessToken: [] }),
};
