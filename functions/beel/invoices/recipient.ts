import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { idInKey } from '../../../shared/receivables/keys.ts';
import { type Address, stored as storedAddress } from '../customers/address.ts';
import type { Customer } from '../customers/customer.ts';
import { type Identity, stored as storedIdentity } from '../customers/identity.ts';
import { refused } from '../dialect/errors.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import type { Requested } from './recipient-request.ts';

/** Whom an invoice is for, as it is stored with the invoice. */
export interface Recipient extends Identity {
  /** Of a registered customer. */
  readonly customer_id?: string;
  readonly legal_name?: string;
  readonly trade_name?: string;
  readonly address?: Address;
  readonly phone?: string;
  readonly email?: string;
}

/** The copy of a registered customer that an invoice keeps. */
export function registered({ pk, profile }: Pick<CustomerItem<Customer>, 'pk' | 'profile'>): Recipient {
  const { legal_name, trade_name, nif, alternative_id, address, phone, email } = profile as Customer;
  const customer_id = idInKey(pk);
  return withoutBlanks({ customer_id, legal_name, trade_name, nif, alternative_id, address, phone, email });
}

/** A recipient that is no registered customer. @throws Failure when address or identifier breaks a rule */
export const stored = (requested: Requested): Recipient =>
  storedAt(requested.address && storedAddress(requested.address, 'recipient.address.'), requested);

/** The same with an address as it is stored. @throws Failure when an identifier breaks a rule */
export function storedAt(
  address: Address | null | undefined,
  requested: Omit<Requested, 'address'>,
): Recipient {
  const { legal_name, trade_name, nif, alternative_id, phone, email } = requested;
  const identity = nif || alternative_id ? storedIdentity({ nif, alternative_id }, 'recipient.') : {};
  return { ...withoutBlanks({ legal_name, trade_name, phone, email, address }), ...identity };
}

/** @throws Failure when what its type of invoice needs of it is missing */
export function requireComplete(recipient: Recipient, type: string): void {
  if (type === 'SIMPLIFIED' || recipient.customer_id !== undefined) return;
  const { legal_name, nif, alternative_id, address } = recipient;
  if (!legal_name) {
    const message = 'is required without customer_id';
    const details = { 'recipient.legal_name': message };
    throw refused(422, 'VALIDATION_ERROR', `recipient.legal_name: ${message}`, details);
  }
  // Refuses where neither is there.
  if (!nif && !alternative_id) storedIdentity({}, 'recipient.');
  if (!address)
    throw refused(422, 'RECIPIENT_ADDRESS_REQUIRED', 'recipient.address is required without customer_id');
}

/** The same whether the customer is unknown, deleted or another company's. */
export const customerNotFound = () => refused(404, 'INVOICE_CLIENT_NOT_FOUND');

/** The vendor does not say what becomes of an invoice for an inactive customer. Refusing it is our choice. */
export const customerInactive = () => refused(422, 'INVOICE_CLIENT_INACTIVE');
