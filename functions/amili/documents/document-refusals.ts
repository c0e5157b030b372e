import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { refused } from '../dialect/errors.ts';
import { caseless } from '../dialect/identifiers.ts';
import type { Requested } from './document-request.ts';

type Numbers = Pick<Requested, 'customerNo' | 'subCustomerNo' | 'documentNo'>;

/** The vendor does not say what it answers to a number that another document has: our choice. */
export const duplicateDocument = ({ customerNo, documentNo }: Numbers) =>
  refused(422, 'DUPLICATE_DOCUMENT', `documentNo: there is a document ${documentNo} already`, {
    customerNo,
    documentNo,
  });

/** @param customer which of the two that the document refers to there is not */
export function unknownCustomer(requested: Numbers, customer: Pick<CustomerRef, 'id'>) {
  const { customerNo, documentNo } = requested;
  const field = customer.id === caseless(customerNo) ? 'customerNo' : 'subCustomerNo';
  const message = `${field}: there is no customer ${requested[field]}`;
  return refused(422, 'CUSTOMER_NOT_FOUND', message, { customerNo, documentNo });
}
