import * as z from 'zod/mini';
import { vendorNames } from '../../vendors.ts';

export const vendorName = () => z.enum(vendorNames);

/** Longer than what any vendor calls a tenant or a customer. */
const LONGEST = 128;

const name = () =>
  z.string().check(z.regex(/^[^\p{Cc}\p{Cs}]+$/u, 'must have no control characters'), z.maxLength(LONGEST));

/** A tenant as keys have it. */
export const tenantName = () => name();

/** A customer's id as the vendor's clients write it. */
export const customerId = () => name();

/** A request as stamps have it. */
export const requestId = () =>
  z.string().check(z.regex(/^[\w.=-]+$/, 'must be the id of a request'), z.maxLength(LONGEST));

/** A file as paths name it. */
export const fileName = () => name();

export const tenantPath = () => z.object({ vendor: vendorName(), tenant: tenantName() });

export const customerPath = () =>
  z.object({ vendor: vendorName(), tenant: tenantName(), customer_id: customerId() });
