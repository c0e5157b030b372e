import * as z from 'zod/mini';
import { requestedBy101 as address } from '../../beel/customers/address-request.ts';
import { afterAddress, beforeAddress, registeredOrAdHoc } from '../../beel/invoices/recipient-request.ts';

/** Whom an invoice is for, as a client of OpenAPI 1.0.1 writes it. Null is the same as left out. */
export const requested = () =>
  z.pipe(
    z.transform(registeredOrAdHoc),
    z.object({ ...beforeAddress(), address: z.nullish(address()), ...afterAddress() }),
  );

export type Requested = z.output<ReturnType<typeof requested>>;
