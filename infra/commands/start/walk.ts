import type { Seeds } from '../../local/seeds.ts';

/** A line to paste, the status that it is answered with, and what that means. */
export type Step = readonly [line: string, status: number, meaning: string];

/** The life of a customer in each dialect. Lines use what the shell file sets (shell-file.ts). */
export const walks: Readonly<Record<string, readonly Step[]>> = {
  EnKash: [
    [kept('C', post('/api/v0/customer', 'ENKASH', 'e_customer'), 'customerId'), 200, 'created'],
    [kept('I', post('/api/v0/invoice', 'ENKASH', 'e_invoice $C'), 'invoiceId'), 200, 'an invoice attached'],
    [remove('/api/v0/customer/$C', 'ENKASH'), 422, 'refused: it has 1 live invoice, INV-2'],
    [post('/api/v0/invoice/bulk/delete', 'ENKASH', 'e_invoices $I'), 200, 'the invoice detached'],
    [remove('/api/v0/customer/$C', 'ENKASH'), 200, 'deleted'],
  ],
  Amili: [
    [
      `N=$(date +%s); ${post('/clients/$A_CLIENT/customers', 'AMILI', 'a_customer $N')}`,
      200,
      'created as number $N',
    ],
    [post('/clients/$A_CLIENT/documents', 'AMILI', 'a_document $N'), 200, 'a document attached'],
    [remove('/clients/$A_CLIENT/customers/$N', 'AMILI'), 422, 'refused, for good: no call detaches it'],
    [remove('/clients/$A_CLIENT/customers/$A_CUSTOMER', 'AMILI'), 200, 'deleted: it had no document'],
  ],
  BeeL: [
    [kept('C', post('/api/v1/companies/$B_COMPANY/customers', 'BEEL', 'b_customer'), 'id'), 201, 'created'],
    [
      kept('I', post('/api/v1/companies/$B_COMPANY/invoices', 'BEEL', 'b_invoice $C'), 'id'),
      201,
      'an invoice attached',
    ],
    [remove('/api/v1/companies/$B_COMPANY/customers/$C', 'BEEL'), 409, 'refused: an invoice refers to it'],
    [remove('/api/v1/companies/$B_COMPANY/invoices/$I', 'BEEL'), 204, 'the invoice detached'],
    [remove('/api/v1/companies/$B_COMPANY/customers/$C', 'BEEL'), 204, 'deleted'],
  ],
  'The operator of the service': [
    [kept('C', post('/api/v0/customer', 'ENKASH', 'e_customer'), 'customerId'), 200, "EnKash's, created"],
    [kept('I', post('/api/v0/invoice', 'ENKASH', 'e_invoice $C'), 'invoiceId'), 200, 'an invoice attached'],
    [operator('POST', '/deletion-preview'), 200, 'what is in the way, and which route clears it'],
    [post('/api/v0/invoice/bulk/delete', 'ENKASH', 'e_invoices $I'), 200, 'the invoice detached'],
    [`${remove('/api/v0/customer/$C', 'ENKASH')} -H 'Offboard-Reason: by mail'`, 200, 'deleted, and why'],
    [operator('POST', '/restoration'), 200, 'brought back, as it was'],
    [operator('GET', '/history'), 200, 'who did what, when and why; a moment later than it is done'],
  ],
};

function post(path: string, token: string, body: string): string {
  return `curl -sw "$W" $URL${path} -H "$${token}" -H "$JSON" -d "$(${body})"`;
}

function remove(path: string, token: string): string {
  return `curl -sw "$W" -X DELETE $URL${path} -H "$${token}"`;
}

function operator(method: string, path: string): string {
  return `curl -sw "$W" -X ${method} $O/$C${path} -H "$OPERATOR"`;
}

/** Shows the answer and keeps the id that it names in a variable. */
function kept(variable: string, line: string, field: string): string {
  return `${variable}=$(${line} | show ${field})`;
}

/** Ids of the seeds, by the names that lines and curious people use. */
export const variablesOf = ({ enkash, amili, beel, operator }: Seeds): Record<string, string> => ({
  ENKASH: `Authorization: ${enkash.authorization}`,
  AMILI: `Authorization: ${amili.authorization}`,
  BEEL: `Authorization: ${beel.authorization}`,
  OPERATOR: `Authorization: ${operator.authorization}`,
  E_COMPANY: enkash.companyId,
  E_CUSTOMER: enkash.customerId,
  E_LINKED: enkash.linkedCustomerId,
  E_INVOICE: enkash.invoiceId,
  A_CLIENT: String(amili.clientNos[0]),
  A_CUSTOMER: amili.customerNo,
  A_LINKED: amili.linkedCustomerNo,
  B_COMPANY: beel.company,
  B_CUSTOMER: beel.customerId,
  B_LINKED: beel.linkedCustomerId,
  B_INVOICE: beel.invoiceId,
});
