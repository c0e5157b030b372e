import * as z from 'zod/mini';

/** https://docs.enkash.com/api-18880673 */
export const customerId = () => z.string().check(z.regex(/^KC[A-Z0-9]{14}$/));

/** https://docs.enkash.com/api-18880673: parentCompanyId and companyId. */
export const companyId = () => z.string().check(z.regex(/^CEK[A-Z0-9]{7}$/));
