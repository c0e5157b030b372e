import * as z from 'zod/mini';
import type { Schema } from '../../../shared/http/operation.ts';
import { answered as arItem } from '../ar-items/ar-item-response.ts';
import { answered as customer } from '../customers/customer-response.ts';
import { currencyAmounts, distribution, einvoiceAddress, fields, line } from './document-request.ts';

export const ids = () => ({ documentUuid: z.uuid(), documentBundleId: z.int(), arItemId: z.int() });

const group = <Members extends Record<string, Schema>>(members: Members) =>
  z.optional(z.partial(z.strictObject(members)));

/** A document as ARM shows it: what was written, with ARM's own numbers, and what the request asks for beside. */
export const answered = () =>
  z.strictObject({
    clientNo: z.int(),
    accountNo: z.int(),
    customerNo: z.string(),
    documentNo: z.string(),
    ...ids(),
    documentType: z.string(),
    ...z.partial(z.object(fields())).shape,
    currencyAmounts: group(currencyAmounts()),
    distribution: group(distribution()),
    einvoiceAddress: group(einvoiceAddress()),
    documentLines: z.optional(
      z.array(z.partial(z.strictObject({ ...line(), currencyAmounts: group(currencyAmounts()) }))),
    ),
    createdDateTime: z.iso.datetime(),
    arItem: z.optional(arItem()),
    customer: z.optional(customer()),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
