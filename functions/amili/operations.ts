import type { OperationModule } from '../../shared/http/operation-module.ts';
import * as createReport from './actions/create-report.ts';
import * as createCustomer from './customers/create-customer.ts';
import * as deleteCustomer from './customers/delete-customer.ts';
import * as getCustomer from './customers/get-customer.ts';
import * as listCustomers from './customers/list-customers.ts';
import * as updateCustomer from './customers/update-customer.ts';
import * as createDocument from './documents/create-document.ts';
import * as getDocument from './documents/get-document.ts';
import * as listDocuments from './documents/list-documents.ts';
import * as getFile from './files/get-file.ts';
import * as listFiles from './files/list-files.ts';
import * as uploadFiles from './files/upload-files.ts';
import * as createToken from './tokens/create-token.ts';

/** Amili ARM's operations, in the order of its documentation: https://docs.amili.dev */
export const operations: readonly OperationModule[] = [
  createToken,
  createCustomer,
  updateCustomer,
  listCustomers,
  getCustomer,
  deleteCustomer,
  createDocument,
  listDocuments,
  getDocument,
  createReport,
  listFiles,
  uploadFiles,
  getFile,
];
