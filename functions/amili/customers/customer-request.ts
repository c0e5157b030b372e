import * as z from 'zod/mini';
import { amount, date, metadata, optional, text, texts } from '../dialect/fields.ts';
import { ownNumber } from '../dialect/identifiers.ts';

/** The customer's fields: https://docs.amili.dev/get-a-list-of-customers-3942679e0 */
const fields = {
  name: text(),
  postalReturnStatus: z.int(),
  postalReturnDate: date(),
  customerCategory: text(),
  phoneNo: text(),
  secondaryPhoneNo: text(),
  organizationNo: text(),
  organizationNoScheme: text(),
  dateOfBirth: date(),
  yearOfBirth: z.int(),
  ssn: text(),
  ssnCountry: text(),
  informalName: text(),
  customerGroupCode: text(),
  priceNetOrGross: text(),
  language: text(),
  currency: text(),
  sellerReference: text(),
  buyerReference: text(),
  bankAccountNo: text(),
  stopReminderUntil: date(),
  stopDebtCollectionUntil: date(),
  stopInterestCalcUntil: date(),
  dueDays: z.int(),
  vatLiable: z.boolean(),
  discountRate: amount(),
  activeStatusWeb: text(),
  customerMessage: text(),
  limitAmount: amount(),
  registrationStatusCode: text(),
  registrationStatusDate: date(),
  postalAddressChanged: date(),
  emailAddressDocument: texts(),
  secondaryEmailAddress: texts(),
  efakturaBlockIds: texts(),
  peppolBlockIds: texts(),
  digipostBlockIds: texts(),
};

const postalAddress = {
  addressLine1: text(),
  addressLine2: text(),
  addressLine3: text(),
  postalCode: text(),
  cityName: text(),
  countryText: text(),
  countryCode: text(),
};

const distribution = { type: text(), einvoiceCode: z.int() };

/** A customer as a client writes it. Only customerNo is always needed; which fields the vendor needs is unknown. */
export const writtenCustomer = z.object({
  customerNo: ownNumber(),
  ...optional({
    ...fields,
    postalAddress: z.object(optional(postalAddress)),
    distribution: z.object(optional(distribution)),
    metadata: metadata(),
  }),
});

/** A customer as ARM shows it: what was written, with ARM's own numbers. */
export const shownCustomer = () =>
  z.strictObject({
    clientNo: z.int(),
    accountNo: z.int(),
    customerNo: z.string(),
    ...z.partial(z.object(fields)).shape,
    postalAddress: z.optional(z.strictObject(postalAddress)),
    distribution: z.optional(z.partial(z.strictObject(distribution))),
  });

type Fields = Readonly<Record<string, unknown>>;

/**
 * The fields after a write by the rules of PUT (https://docs.amili.dev/put-update-one-customer-3942678e0): missing or
 * null leaves a field as it is, blank clears it, and the postal address is replaced whole, blank where nothing is sent.
 * That the members of other groups change one by one, and lists as a whole, is our choice.
 */
export function written(stored: Fields, sent: Fields): Fields {
  const changed: Record<string, unknown> = { ...stored };
  for (const [name, value] of Object.entries(sent)) {
    if (value === undefined) continue;
    if (!isGroup(value)) changed[name] = value;
    else if (name !== 'postalAddress') changed[name] = written((stored[name] ?? {}) as Fields, value);
    else if (!isEmpty(value)) changed[name] = written(BLANK_ADDRESS, value);
  }
  return changed;
}

const isEmpty = (group: Fields): boolean => Object.values(group).every((value) => value === undefined);

const isGroup = (value: unknown): value is Fields => typeof value === 'object' && !Array.isArray(value);

const BLANK_ADDRESS: Fields = Object.fromEntries(Object.keys(postalAddress).map((name) => [name, '']));
