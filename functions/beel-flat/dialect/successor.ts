/** Flat routes whose successor has another path than the flat one below its company, or that have none. */
const OTHERS: Readonly<Record<string, string | undefined>> = {
  'PUT /api/v1/customers/{customer_id}': undefined,
  'POST /api/v1/customers/templates/csv': '/v1/templates/customer-import',
  'POST /api/v1/customers/import-csv-preview': '/v1/companies/{company_id}/customers/imports/preview',
};

/** The path of today in the place of a flat route, as the vendor's documentation writes paths: below `/api`. */
export const successorOf = (route: string): string | undefined =>
  Object.hasOwn(OTHERS, route)
    ? OTHERS[route]
    : route.replace(/^\S+ \/api\/v1\//, '/v1/companies/{company_id}/');
