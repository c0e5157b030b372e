import { amiliAuthorization, newAmiliClient } from '../support/credentials.ts';
import { type CallOptions, call } from '../support/http.ts';

/** An ARM client of the test file's own, and how it calls. */
export async function newClient() {
  const clientNo = newAmiliClient();
  const authorization = await amiliAuthorization([clientNo]);
  const tenant = { vendor: 'amili', tenant: String(clientNo) };
  const path = `/clients/${clientNo}`;
  const getCustomer = (customerNo: string, query = '') =>
    call(`GET ${path}/customers/${customerNo}${query}`, { authorization });
  return {
    clientNo,
    authorization,
    tenant,
    createCustomer: (json: unknown) => call(`POST ${path}/customers`, { authorization, json }),
    updateCustomer: (json: unknown) => call(`PUT ${path}/customers`, { authorization, json }),
    listCustomers: (query = '', options: CallOptions = {}) =>
      call(`GET ${path}/customers${query}`, { authorization, ...options }),
    listDocuments: (query = '', options: CallOptions = {}) =>
      call(`GET ${path}/documents${query}`, { authorization, ...options }),
    listDocumentBundles: (query = '', options: CallOptions = {}) =>
      call(`GET ${path}/documentbundles${query}`, { authorization, ...options }),
    getDocumentBundle: (documentBundleId: number | string, query = '', options: CallOptions = {}) =>
      call(`GET ${path}/documentbundles/${documentBundleId}${query}`, { authorization, ...options }),
    listClientConfigs: (query = '', options: CallOptions = {}) =>
      call(`GET ${path}/clientconfigs${query}`, { authorization, ...options }),
    getClientConfig: (key: string, options: CallOptions = {}) =>
      call(`GET ${path}/clientconfigs/${key}`, { authorization, ...options }),
    listGlItems: (query = '', options: CallOptions = {}) =>
      call(`GET ${path}/glitems${query}`, { authorization, ...options }),
    getGlItem: (glItemId: number | string, options: CallOptions = {}) =>
      call(`GET ${path}/glitems/${glItemId}`, { authorization, ...options }),
    listGlMovements: (query = '', options: CallOptions = {}) =>
      call(`GET ${path}/glmovements${query}`, { authorization, ...options }),
    getLatestClosed: (options: CallOptions = {}) =>
      call(`GET ${path}/glmovements/latestclosed`, { authorization, ...options }),
    listAdbIntervals: (query = '', options: CallOptions = {}) =>
      call(`GET ${path}/insights/adbintervals${query}`, { authorization, ...options }),
    createAction: (json: unknown) => call(`POST ${path}/actions`, { authorization, json }),
    listCodes: (query = '', options: CallOptions = {}) =>
      call(`GET ${path}/codes${query}`, { authorization, ...options }),
    listLogItems: (query = '', options: CallOptions = {}) =>
      call(`GET ${path}/logitems${query}`, { authorization, ...options }),
    getLogItem: (logItemId: number | string) => call(`GET ${path}/logitems/${logItemId}`, { authorization }),
    createDocument: (json: unknown) => call(`POST ${path}/documents`, { authorization, json }),
    getDocument: (documentNo: string, query = '') =>
      call(`GET ${path}/documents/${documentNo}${query}`, { authorization }),
    createCustomers: (customers: unknown, beside: object = {}) =>
      call(`POST ${path}/customers/batches`, { authorization, json: { customers, ...beside } }),
    updateCustomers: (customers: unknown, beside: object = {}) =>
      call(`PUT ${path}/customers/batches`, { authorization, json: { customers, ...beside } }),
    createDocuments: (documents: unknown, beside: object = {}) =>
      call(`POST ${path}/documents/batches`, { authorization, json: { documents, ...beside } }),
    getBatch: (batchUuid: string) => call(`GET ${path}/batches/${batchUuid}`, { authorization }),
    createReport: (json: unknown) => call(`POST ${path}/actions/reports`, { authorization, json }),
    uploadFiles: (json: unknown) => call(`POST ${path}/files`, { authorization, json }),
    listFiles: (query = '', options: CallOptions = {}) =>
      call(`GET ${path}/files${query}`, { authorization, ...options }),
    getFile: (fileUuid: string) => call(`GET ${path}/files/${fileUuid}`, { authorization }),
    listArItems: (query = '', options: CallOptions = {}) =>
      call(`GET ${path}/aritems${query}`, { authorization, ...options }),
    getArItem: (arItemId: number | string, query = '', options: CallOptions = {}) =>
      call(`GET ${path}/aritems/${arItemId}${query}`, { authorization, ...options }),
    updateArItem: (json: unknown, options: CallOptions = {}) =>
      call(`PUT ${path}/aritems`, { authorization, json, ...options }),
    createAutoPostings: (method: string, json: unknown) =>
      call(`POST ${path}/autopostings/${method}`, { authorization, json }),
    createPaymentReservation: (json: unknown) =>
      call(`POST ${path}/paymentreservations`, { authorization, json }),
    getCustomer,
    shownCustomer: async (customerNo: string) => (await getCustomer(customerNo)).body,
    deleteCustomer: (customerNo: string, query = '') =>
      call(`DELETE ${path}/customers/${customerNo}${query}`, { authorization }),
  };
}
