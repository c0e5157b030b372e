import type { OperationModule } from '../../shared/http/operation-module.ts';
import * as createAction from './actions/create-action.ts';
import * as createReport from './actions/create-report.ts';
import * as getArItem from './ar-items/get-ar-item.ts';
import * as listArItems from './ar-items/list-ar-items.ts';
import * as updateArItem from './ar-items/update-ar-item.ts';
import * as createAutoPostings from './auto-postings/create-auto-postings.ts';
import * as getBatch from './batches/get-batch.ts';
import * as getClientConfig from './client-configs/get-client-config.ts';
import * as listClientConfigs from './client-configs/list-client-configs.ts';
import * as listCodes from './codes/list-codes.ts';
import * as createCustomer from './customers/create-customer.ts';
import * as createCustomers from './customers/create-customers.ts';
import * as deleteCustomer from './customers/delete-customer.ts';
import * as getCustomer from './customers/get-customer.ts';
import * as listCustomers from './customers/list-customers.ts';
import * as updateCustomer from './customers/update-customer.ts';
import * as updateCustomers from './customers/update-customers.ts';
import * as getDocumentBundle from './document-bundles/get-document-bundle.ts';
import * as listDocumentBundles from './document-bundles/list-document-bundles.ts';
import * as createDocument from './documents/create-document.ts';
import * as createDocuments from './documents/create-documents.ts';
import * as getDocument from './documents/get-document.ts';
import * as listDocuments from './documents/list-documents.ts';
import * as getFile from './files/get-file.ts';
import * as listFiles from './files/list-files.ts';
import * as uploadFiles from './files/upload-files.ts';
import * as getGlItem from './gl-items/get-gl-item.ts';
import * as listGlItems from './gl-items/list-gl-items.ts';
import * as getLatestClosed from './gl-movements/get-latest-closed.ts';
import * as listGlMovements from './gl-movements/list-gl-movements.ts';
import * as listAdbIntervals from './insights/list-adb-intervals.ts';
import * as getLogItem from './log-items/get-log-item.ts';
import * as listLogItems from './log-items/list-log-items.ts';
import * as createPaymentReservation from './payment-reservations/create-payment-reservation.ts';
import * as createToken from './tokens/create-token.ts';

/** Amili ARM's operations, in the order of its documentation: https://docs.amili.dev */
export const operations: readonly OperationModule[] = [
  createToken,
  createCustomer,
  updateCustomer,
  listCustomers,
  getCustomer,
  deleteCustomer,
  createCustomers,
  updateCustomers,
  createDocument,
  listDocuments,
  getDocument,
  createDocuments,
  listDocumentBundles,
  getDocumentBundle,
  listArItems,
  updateArItem,
  getArItem,
  getBatch,
  createAction,
  createReport,
  createAutoPostings,
  listClientConfigs,
  getClientConfig,
  listCodes,
  listFiles,
  uploadFiles,
  getFile,
  getGlItem,
  listGlItems,
  getLatestClosed,
  listGlMovements,
  listAdbIntervals,
  getLogItem,
  listLogItems,
  createPaymentReservation,
];
