import type { ApiDocumentation, Headers } from '../../../shared/http/api-documentation.ts';
import { answered as actionOutcome } from '../actions/action-outcome-response.ts';
import { requested as newAction } from '../actions/action-request.ts';
import { requested as newReport } from '../actions/report-request.ts';
import { answered as createdReport } from '../actions/report-response.ts';
import { answered as arItemOutcome } from '../ar-items/ar-item-outcome-response.ts';
import { requested as arItemChange } from '../ar-items/ar-item-request.ts';
import { answered as arItem } from '../ar-items/ar-item-response.ts';
import { answered as arItems } from '../ar-items/ar-items-response.ts';
import { answered as expandedArItem } from '../ar-items/expanded-ar-item-response.ts';
import { requested as newAutoPostings } from '../auto-postings/auto-postings-request.ts';
import {
  answered as autoPostings,
  rejected as rejectedPostings,
} from '../auto-postings/auto-postings-response.ts';
import { answered as batch, row as batchRow } from '../batches/batch-response.ts';
import { answered as clientConfig } from '../client-configs/client-config-response.ts';
import { answered as clientConfigs } from '../client-configs/client-configs-response.ts';
import { answered as code } from '../codes/code-response.ts';
import { answered as codes } from '../codes/codes-response.ts';
import { requested as newCustomer } from '../customers/customer-request.ts';
import { answered as customer } from '../customers/customer-response.ts';
import { answered as customers } from '../customers/customers-response.ts';
import { answered as documentBundle } from '../document-bundles/document-bundle-response.ts';
import { answered as documentBundles } from '../document-bundles/document-bundles-response.ts';
import { answered as documentOutcome } from '../documents/document-outcome-response.ts';
import { requested as newDocument } from '../documents/document-request.ts';
import { answered as document } from '../documents/document-response.ts';
import { answered as documents } from '../documents/documents-response.ts';
import { answered as file } from '../files/file-response.ts';
import { requested as newFiles } from '../files/files-request.ts';
import { fileAnswered, answered as files } from '../files/files-response.ts';
import { refused as refusedFile, uploaded as uploadedFile } from '../files/uploaded-file-response.ts';
import { answered as glItem } from '../gl-items/gl-item-response.ts';
import { answered as glItems } from '../gl-items/gl-items-response.ts';
import { answered as closedPeriod } from '../gl-movements/closed-period-response.ts';
import { answered as glMovement } from '../gl-movements/gl-movement-response.ts';
import { answered as glMovements } from '../gl-movements/gl-movements-response.ts';
import { answered as adbInterval } from '../insights/adb-interval-response.ts';
import { answered as adbIntervals } from '../insights/adb-intervals-response.ts';
import { answered as logItem } from '../log-items/log-item-response.ts';
import { answered as logItems } from '../log-items/log-items-response.ts';
import { requested as newReservation } from '../payment-reservations/payment-reservation-request.ts';
import { answered as reservation } from '../payment-reservations/payment-reservation-response.ts';
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
    files: 'What a client uploads, and the reports that it has made',
    'document-bundles': 'Documents that go out together',
    'client-configs': 'What is set for a client',
    actions:
      'What is done to a client’s books: months are closed, and opened again; and reports of what lists show',
    codes: 'What codes mean',
    'gl-items': 'Lines of vouchers: what events post to the general ledger',
    'gl-movements': 'Movements and balances of the general ledger’s accounts',
    insights: 'How old is what customers owe',
    'log-items': 'What became of each write, for 400 days',
    'ar-items': 'What customers owe, or are owed, by single events, and what is left of it',
    'auto-postings': 'Payments, refunds, write-offs and interest: events that make AR items and vouchers',
    'payment-reservations': 'Payments that are announced',
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
    requests: {
      NewAction: newAction(),
      NewCustomer: newCustomer(),
      NewDocument: newDocument(),
      NewFiles: newFiles(),
      NewReport: newReport(),
      ArItemChange: arItemChange(),
      NewAutoPostings: newAutoPostings(),
      NewPaymentReservation: newReservation(),
    },
    answers: {
      ArItem: arItem(),
      Batch: batch(),
      BatchRow: batchRow(),
      ArItemOutcome: arItemOutcome(),
      ArItemPage: arItems(),
      ExpandedArItem: expandedArItem(),
      AutoPostings: autoPostings(),
      Customer: customer(),
      CustomerPage: customers(),
      Document: document(),
      DocumentPage: documents(),
      File: fileAnswered(),
      FilePage: files(),
      FileWithContent: file(),
      DocumentBundle: documentBundle(),
      DocumentBundlePage: documentBundles(),
      ActionOutcome: actionOutcome(),
      ClientConfig: clientConfig(),
      ClientConfigPage: clientConfigs(),
      Code: code(),
      CodePage: codes(),
      GlItem: glItem(),
      GlItemPage: glItems(),
      GlMovement: glMovement(),
      GlMovementPage: glMovements(),
      ClosedPeriod: closedPeriod(),
      AdbInterval: adbInterval(),
      AdbIntervalPage: adbIntervals(),
      LogItem: logItem(),
      LogItemPage: logItems(),
      PageSummary: summaryAnswered(),
      CreatedReport: createdReport(),
      RefusedFile: refusedFile(),
      UploadedFile: uploadedFile(),
      DocumentOutcome: documentOutcome(),
      PaymentReservation: reservation(),
      RejectedAutoPostings: rejectedPostings(),
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
    fileUuid: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
    documentBundleId: '1407375080120413',
    glItemId: '3141592653589701',
    logItemId: '7353182502744064',
    arItemId: '123456789012345',
    newNumber: '1234567890',
    clientId: 'client-4f1c8a2b',
    clientSecret: '3q2-7wAAbcdEFghiJKlmnOPqrstUVwxy',
  },
};
