/** What every BeeL answer has beside its data. */
export const envelopeFields: Readonly<Record<string, string>> = {
  success: 'Whether the request was done',
  code: 'What was wrong, for programs',
  message: 'What was wrong, for people',
  details: 'More about it, by the code',
  request_id: 'Leads to the trace of the request: quote it to support',
  timestamp: 'UTC, without milliseconds',
};

/** What BeeL's fields mean, where their names do not say all: https://docs.beel.es */
export const fields: Readonly<Record<string, string>> = {
  ...envelopeFields,
  company_id: 'The company that the API key reaches',
  customer_id: 'The customer, a UUID',
  ids: 'The customers, UUIDs with commas between them; at most 500',
  type: 'Where the code is described',
  title: 'The code once more',
  detail: 'The message once more',
  instance: 'The path of the request',
  index: 'Place in `ids`, from 0',
  is_dry_run: 'Always false: what is reported was done',
  customers_deletion: 'A row for each submitted id, in order',
  deactivated_ids: 'As `deleted_ids`, for clients of OpenAPI 1.0.1',
  successful: 'As `deleted`, for clients of OpenAPI 1.0.1',
  has_recurring_invoice: 'Always 0: there are no recurring invoices yet',
};
