import * as z from 'zod/mini';
import { amount, date, entries, list, metadata, optional, text, texts } from '../dialect/fields.ts';
import { ownNumber, ownNumberOrBlank } from '../dialect/identifiers.ts';

/** The document's fields: https://docs.amili.dev/post-create-a-batch-of-documents-3942668e0 */
export const fields = () => ({
  documentDate: date(),
  dueDate: date(),
  currency: text(),
  language: text(),
  kid: text(),
  marketingMessageCode: text(),
  customerMessage: text(),
  salesOrderId: text(),
  purchaseOrderId: text(),
  sellerReference: text(),
  buyerReference: text(),
  additionalReference: text(),
  subCustomerNo: ownNumberOrBlank(),
  ledgerNote: text(),
  emailAddress: texts(),
  attachmentFiles: entries(),
  attachmentCodes: entries(),
  customCodes: entries(),
});

export const currencyAmounts = () => ({ exclVat: amount(), vat: amount(), inclVat: amount() });

export const distribution = () => ({ type: text(), einvoiceCode: z.int() });

export const einvoiceAddress = () => ({ address: text(), addressScheme: text(), operator: text() });

export const line = () => ({
  lineNo: z.int(),
  lineType: text(),
  articleNo: text(),
  articleName: text(),
  lineText: text(),
  quantityUnit: text(),
  quantity: amount(),
  volumeUnit: text(),
  volume: amount(),
  price: amount(),
  itemGroup1: text(),
  itemGroup2: text(),
  itemGroup3: text(),
});

const amounts = () => z.object(optional(currencyAmounts()));

/**
 * A document as a client writes it. Both numbers and the type are needed: our choice, the vendor does not say. Lines need
 * not add up, and the KID's check digit need not be right: in the vendor's own example neither is.
 */
export const requested = () =>
  z.object({
    documentType: text().check(z.minLength(1)),
    customerNo: ownNumber(),
    documentNo: ownNumber(),
    ...optional({
      ...fields(),
      currencyAmounts: amounts(),
      distribution: z.object(optional(distribution())),
      einvoiceAddress: z.object(optional(einvoiceAddress())),
      documentLines: list(z.object(optional({ ...line(), currencyAmounts: amounts() }))),
      metadata: metadata(),
    }),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
