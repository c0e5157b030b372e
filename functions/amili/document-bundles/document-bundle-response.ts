import * as z from 'zod/mini';
import { currencyAmounts } from '../documents/document-request.ts';
import { answered as document } from '../documents/document-response.ts';

/** A bundle of documents. The vendor shows no more of it than the name of its id: these members are our choice. */
export const answered = () =>
  z.strictObject({
    documentBundleId: z.int(),
    clientNo: z.int(),
    accountNo: z.int(),
    customerNo: z.string(),
    batchUuid: z.optional(z.uuid()),
    distribution: z.strictObject({ type: z.optional(z.string()) }),
    documentCount: z.int(),
    currency: z.optional(z.string()),
    currencyAmounts: z.optional(z.strictObject(currencyAmounts())),
    createdDateTime: z.iso.datetime(),
    documentNos: z.optional(z.array(z.string())),
    documents: z.optional(z.array(document())),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
