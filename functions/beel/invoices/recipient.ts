import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { idInKey } from '../../../shared/receivables/keys.ts';
import type { Customer } from '../customers/customer.ts';
import { type Identity, stored as storedIdentity } from '../customers/identity.ts';
import { refused } from '../dialect/errors.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import type { Requested as RequestedInvoice, Recipient as RequestedRecipient } from './invoice-request.ts';

/** Whom an invoice is for, as it is stored with the invoice. */
export type Recipient = ReturnType<typeof registered> | ReturnType<typeof stored>;

/** The copy of a registered customer that an invoice keeps. */
export function registered({ pk, profile }: Pick<CustomerItem<Customer>, 'pk' | 'profile'>) {
  const { legal_name, trade_name, nif, alternative_id, address, phone, email } = profile as Customer;
  const customer_id = idInKey(pk);
  return withoutBlanks({ customer_id, legal_name, trade_name, nif, alternative_id, address, phone, email });
}

/** A recipient that is no registered customer. @throws Failure when what its type of invoice needs is missing */
export function stored(recipient: RequestedRecipient, type: RequestedInvoice['type']) {
  const { legal_name, nif, alternative_id, address, ...others } = recipient;
  const isSimplified = type === 'SIMPLIFIED';
  if (!isSimplified && !legal_name) {
    const message = 'is required without customer_id';
    const details = { 'recipient.legal_name': message };
    throw refused(422, 'VALIDATION_ERROR', `recipient.legal_name: ${message}`, details);
  }
  const isNamed = nif || alternative_id;
  const identity: Identity =
    isSimplified && !isNamed ? {} : storedIdentity({ nif, alternative_id }, 'recipient.');
  if (!isSimplified && !address) {
    throw refused(422, 'RECIPIENT_ADDRESS_REQUIRED', 'recipient.address is required without customer_id');
  }
  return {
    ...withoutBlanks({ ...others, legal_name, address: address && withoutBlanks(address) }),
    ...identity,
  };
}
