import * as z from 'zod/mini';
import { uuid } from '../../../shared/fields/identifiers.ts';
import { requested as address } from '../customers/address-request.ts';
import { requested as alternativeId } from '../customers/alternative-id-request.ts';
import { phone } from '../customers/customer-request.ts';
import { email, text } from '../dialect/fields.ts';

/** For a registered customer the stored data are used. Whatever else a request says of it is ignored, not checked. */
export const registeredOrAdHoc = (recipient: unknown): unknown => {
  const customer_id = (recipient as { customer_id?: unknown } | null | undefined)?.customer_id;
  return customer_id === undefined || customer_id === null ? recipient : { customer_id };
};

/** What both generations take of a recipient, but for its address. */
export const beforeAddress = () => ({
  customer_id: z.nullish(uuid()),
  legal_name: z.nullish(text({ min: 1, max: 255 })),
  trade_name: z.nullish(text({ min: 1, max: 255 })),
  nif: z.nullish(text({ max: 9, pattern: /^[A-Za-z0-9]{9}$/ })),
  alternative_id: z.nullish(alternativeId()),
});

export const afterAddress = () => ({ phone: z.nullish(phone()), email: z.nullish(email()) });

/** Whom an invoice is for, as a client of OpenAPI 1.9.0 writes it. Null is the same as left out. */
export const requested = () =>
  z.pipe(
    z.transform(registeredOrAdHoc),
    z.object({ ...beforeAddress(), address: z.nullish(address()), ...afterAddress() }),
  );

export type Requested = z.output<ReturnType<typeof requested>>;
