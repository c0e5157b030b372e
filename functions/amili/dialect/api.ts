import type { ApiDocumentation, Headers } from '../../../shared/http/api-documentation.ts';
import { answered as arItem } from '../ar-items/ar-item-response.ts';
import { answered as batch, row as batchRow } from '../batches/batch-response.ts';
import { requested as newCustomer } from '../customers/customer-request.ts';
import { answered as customer } from '../customers/customer-response.ts';
import { answered as customers } from '../customers/customers-response.ts';
import { answered as documentBundle } from '../document-bundles/document-bundle-response.ts';
import { answered as documentBundles } from '../document-bundles/document-bundles-response.ts';
import { answered as documentOutcome } from '../documents/document-outcome-response.ts';
import { requested as newDocument } from '../documents/document-request.ts';
import { answered as document } from '../documents/document-response.ts';
import { answered as documents } from '../documents/documents-response.ts';
import { answered as token } from '../tokens/token-response.ts';
import { fields } from './api-fields.ts';
import type { AmiliAccess } from './caller.ts';
import { summaryAnswered } from './paging.ts';

const isGet = (route: string): boolean => route.startsWith('GET ');

/** The Amili ARM dialect as its OpenAPI document introduces it. */
export const api: ApiDocumentation<AmiliAccess> = {
  title: 'Accounts receivable, Amili ARM dialect',
  description: [
    'Customers, documents and AR items of a client, as Amili ARM clients know them. Names are case-sensitive, values ' +
      'are not.',
    'What a request did is told by `status` (`PROCESSED` or `FAILED`), `result` and `message`, with the numbers that ' +
      'are known: `clientNo`, `accountNo`, `customerNo`, `documentNo`.',
    'A customer that a document or an AR item refers to is never deleted: the answer is 422 `HAS_ATTACHMENTS`. A ' +
      'deleted customer is not found any more.',
  ].join('\n\n'),
  tags: {
    batches: 'What became of the rows of a batch, which are applied after it is taken',
    customers: 'Whom a client sells to',
    documents:
      'Invoices and credit notes; each makes an AR item, and both keep their customer from being deleted',
    'document-bundles': 'Documents that go out together',
    tokens: 'Access tokens of clients',
  },
  securitySchemes: {
    accessToken: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description:
        'The access token that `POST /token` answers with, or one of the issuer that the stage trusts.',
    },
  },
  requestHeaders: (route): Headers =>
    isGet(route) ? { 'Accept-Language': 'Taken, and answered in English all the same' } : {},
  responseHeaders: (route): Headers => (isGet(route) ? { 'Content-Language': 'Always `en`' } : {}),
  security: (access) => (access === 'public' ? undefined : { accessToken: [] }),
  schemas: {
    requests: { NewCustomer: newCustomer(), NewDocument: newDocument() },
    answers: {
      ArItem: arItem(),
      Batch: batch(),
      BatchRow: batchRow(),
      Customer: customer(),
      CustomerPage: customers(),
      Document: document(),
      DocumentPage: documents(),
      DocumentBundle: documentBundle(),
      DocumentBundlePage: documentBundles(),
      PageSummary: summaryAnswered(),
      DocumentOutcome: documentOutcome(),
      Token: token(),
    },
  },
  fields,
  samples: {
    clientNo: '2218',
    customerNo: '543210',
    linkedCustomerNo: '765432',
    documentNo: '45678901',
    batchUuid: '5f0c2a34-9a1b-4c8e-8f1d-2b7e6a9c0d13',
    documentBundleId: '1407375080120413',
    newNumber: '1234567890',
    clientId: 'client-4f1c8a2b',
    clientSecret: '3q2-7wAAbcdEFghiJKlmnOPqrstUVwxy',
  },
};
