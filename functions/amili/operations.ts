import type { OperationModule } from '../../shared/http/operation-module.ts';
import * as getBatch from './batches/get-batch.ts';
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
  getBatch,
];
