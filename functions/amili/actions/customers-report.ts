import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { type Customer, shown } from '../customers/customer.ts';
import { filters } from '../customers/customer-filters.ts';
import { listOf } from '../customers/customer-listing.ts';
import { distribution, fields, postalAddress } from '../customers/customer-request.ts';
import { lineOf, readList, report } from './report.ts';

const columns = [
  ...['clientNo', 'accountNo', 'customerNo'],
  ...Object.keys(fields()),
  ...Object.keys(postalAddress()).map((name) => `postalAddress.${name}`),
  ...Object.keys(distribution()).map((name) => `distribution.${name}`),
];

/** Customers as their list shows them. */
export const customersReport = report({
  parameters: [
    ...['customerNo', 'accountNo', 'name', 'organizationNo', 'ssn', 'emailAddress', 'phoneNo'],
    ...['customerCategory', 'customerGroupCode', 'language', 'currency', 'changedFrom', 'changedTo'],
  ],
  filters,
  columns,
  read: (request, query) =>
    readList<CustomerItem<Customer>>(request, listOf(query), (customer) =>
      lineOf(columns, shown(request.clientNo, customer)),
    ),
});
