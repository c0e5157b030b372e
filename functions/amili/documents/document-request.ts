import * as z from 'zod/mini';
import { amount, date, entries, list, metadata, optional, text, texts } from '../dialect/fields.ts';
import { ownNumber, ownNumberOrBlank } from '../dialect/identifiers.ts';

const currencyAmounts = () => z.object(optional({ exclVat: amount(), vat: amount(), inclVat: amount() }));

const documentLine = () =>
  z.object(
    optional({
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
      currencyAmounts: currencyAmounts(),
    }),
  );

/**
 * A document as a client writes it: https://docs.amili.dev/post-create-a-batch-of-documents-3942668e0
 * Both numbers and the type are needed: our choice, the vendor does not say. Lines need not add up, and the KID's check
 * digit need not be right: in the vendor's own example neither is.
 */
export const requested = () =>
  z.object({
    documentType: text().check(z.minLength(1)),
    customerNo: ownNumber(),
    documentNo: ownNumber(),
    ...optional({
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
      currencyAmounts: currencyAmounts(),
      distribution: z.object(optional({ type: text(), einvoiceCode: z.int() })),
      einvoiceAddress: z.object(optional({ address: text(), addressScheme: text(), operator: text() })),
      emailAddress: texts(),
      attachmentFiles: entries(),
      attachmentCodes: entries(),
      customCodes: entries(),
      documentLines: list(documentLine()),
      metadata: metadata(),
    }),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
