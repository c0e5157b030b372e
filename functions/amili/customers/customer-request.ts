import * as z from 'zod/mini';
import { amount, date, metadata, optional, text, texts } from '../dialect/fields.ts';
import { ownNumber } from '../dialect/identifiers.ts';

/** The customer's fields: https://docs.amili.dev/get-a-list-of-customers-3942679e0 */
export const fields = () => ({
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
});

export const postalAddress = () => ({
  addressLine1: text(),
  addressLine2: text(),
  addressLine3: text(),
  postalCode: text(),
  cityName: text(),
  countryText: text(),
  countryCode: text(),
});

export const distribution = () => ({ type: text(), einvoiceCode: z.int() });

/** A customer as a client writes it. Only customerNo is always needed: the vendor does not say what else is. */
export const requested = () =>
  z.object({
    customerNo: ownNumber(),
    ...optional({
      ...fields(),
      postalAddress: z.object(optional(postalAddress())),
      distribution: z.object(optional(distribution())),
      metadata: metadata(),
    }),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
