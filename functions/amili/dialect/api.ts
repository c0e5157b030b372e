import type { ApiDocumentation } from '../../../shared/http/api-documentation.ts';
import { requested as newReport } from '../actions/report-request.ts';
import { answered as createdReport } from '../actions/report-response.ts';
import { answered as arItem } from '../ar-items/ar-item-response.ts';
import { requested as newCustomer } from '../customers/customer-request.ts';
import { answered as customer } from '../customers/customer-response.ts';
import { answered as customers } from '../customers/customers-response.ts';
import { answered as documentOutcome } from '../documents/document-outcome-response.ts';
import { requested as newDocument } from '../documents/document-request.ts';
import { answered as document } from '../documents/document-response.ts';
import { answered as documents } from '../documents/documents-response.ts';
import { answered as file } from '../files/file-response.ts';
import { requested as newFiles } from '../files/files-request.ts';
import { fileAnswered, answered as files } from '../files/files-response.ts';
import { refused as refusedFile, uploaded as uploadedFile } from '../files/uploaded-file-response.ts';
import { answered as token } from '../tokens/token-response.ts';
import { fields } from './api-fields.ts';
import type { AmiliAccess } from './caller.ts';
import { summaryAnswered } from './paging.ts';

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
    actions: 'Reports of what lists show',
    customers: 'Whom a client sells to',
    documents:
      'Invoices and credit notes; each makes an AR item, and both keep their customer from being deleted',
    files: 'What a client uploads, and the reports that it has made',
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
  security: (access) => (access === 'public' ? undefined : { accessToken: [] }),
  schemas: {
    requests: {
      NewCustomer: newCustomer(),
      NewDocument: newDocument(),
      NewFiles: newFiles(),
      NewReport: newReport(),
    },
    answers: {
      ArItem: arItem(),
      Customer: customer(),
      CustomerPage: customers(),
      Document: document(),
      DocumentPage: documents(),
      File: fileAnswered(),
      FilePage: files(),
      FileWithContent: file(),
      PageSummary: summaryAnswered(),
      CreatedReport: createdReport(),
      RefusedFile: refusedFile(),
      UploadedFile: uploadedFile(),
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
    fileUuid: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
    newNumber: '1234567890',
    clientId: 'client-4f1c8a2b',
    clientSecret: '3q2-7wAAbcdEFghiJKlmnOPqrstUVwxy',
  },
};
