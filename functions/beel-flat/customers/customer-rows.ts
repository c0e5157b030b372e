import type { RowRules } from '../../beel/customers/customer-rows.ts';
import type { Language } from '../../beel/dialect/words.ts';
import { stored } from './customer.ts';
import type { Requested } from './customer-request.ts';

/** How OpenAPI 1.0.1 reads one of many customers. */
export const flatRules = (language: Language): RowRules<Requested> => ({
  today: ({ web, website, ...fields }) => ({ ...fields, website: web ?? website }),
  stored,
  duplicateCode: 'CONFLICT',
  language,
});
