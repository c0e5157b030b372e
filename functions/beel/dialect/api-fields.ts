/** What every BeeL answer has beside its data. */
export const envelopeFields: Readonly<Record<string, string>> = {
  success: 'Whether the request was done',
  code: 'What was wrong, for programs',
  message: 'What was wrong, for people',
  details: 'More about it, by the code',
  request_id: 'Leads to the trace of the request: quote it to support',
  timestamp: 'UTC, without milliseconds',
};

/** What both generations say of customers. */
export const customerFields: Readonly<Record<string, string>> = {
  legal_name: 'The name of the person or company by law',
  trade_name: 'The name it trades under; the legal name where it is left out',
  nif: 'Spanish tax id, unique in the company; excludes `alternative_id`',
  alternative_id: 'Who the customer is without a Spanish tax id',
  'AlternativeId.type':
    '02 VAT number, 03 passport, 04 id of the country, 05 certificate of residence, 06 other document, 07 not registered',
  'NewAlternativeId.type':
    '02 `NIF_IVA`, 03 `PASSPORT`, 04 `COUNTRY_ID`, 05 `RESIDENCE_CERTIFICATE`, 06 `OTHER_DOCUMENT`, 07 `NOT_REGISTERED`',
  country_code: 'ISO 3166, two letters',
  billing_emails: 'Where invoices go',
  general_discount: 'Percent',
  payment_term_days: 'Days until payment is due',
  active: 'Whether new invoices may name it',
};

const part = (of: string): string => `A part of ${of}, whatever its case and accents`;

/** What both generations say of lists. A name after a dot is a parameter's. */
export const listFields: Readonly<Record<string, string>> = {
  page: 'Which page, from 1; the first where it is left out',
  limit: 'Entries on a page; 20 where it is left out',
  search: 'A part of a legal or trade name, NIF or email, whatever its case and accents',
  sort_by: 'What the list is ordered by, and equals by id; what is not there comes first',
  sort_order: 'Upwards or downwards',
  '.active': 'Whether to list those that are active, or those that are not; active ones where it is left out',
  '.legal_name': part('the legal name'),
  '.nif': part('the NIF or of the number of an alternative id'),
  '.email': part('the email'),
  '.phone': 'A part of the phone, however it is grouped',
  '.city': part('the city'),
  '.province': part('the province'),
  total_items: 'On all pages together',
  items_per_page: 'The `limit`',
};

/** What BeeL's fields mean, where their names do not say all: https://docs.beel.es */
export const fields: Readonly<Record<string, string>> = {
  ...envelopeFields,
  ...customerFields,
  ...listFields,
  company_id: 'The company that the API key reaches',
  customer_id: 'The customer, a UUID',
  'NewCustomer.nif':
    'Spanish tax id of nine characters, letters in upper case; unique in the company, excludes `alternative_id`',
  'CustomerChanges.trade_name': 'The name it trades under; null clears it',
  'CustomerChanges.nif': 'Takes the place of the identifier that the customer has; excludes `alternative_id`',
  'CustomerChanges.alternative_id': 'Takes the place of the identifier that the customer has; excludes `nif`',
  'CustomerChanges.address': 'Takes the place of the whole address',
  'CustomerChanges.preferred_payment_method': 'Takes the place of the whole',
  'CustomerChanges.billing_emails': 'Take the place of all; null or none clears them',
  'CustomerChanges.general_discount': 'Percent; null is 0',
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
  account_id: 'The account of the API key: `GET /api/v1/me/identity` tells it',
  series_id: 'The series, a UUID; the default ones have theirs before they are stored',
  document_type: 'What documents it numbers',
  page: 'From 1, which is what it is when it is left out; one behind the last is empty',
  limit: 'Items on a page, 1 to 100; 20 when it is left out',
  search: 'Part of what names it, whatever the case and accents',
  include: '`readiness` adds whether the company can issue invoices',
  'Company.nif': 'Spanish tax id',
  'ListedCompany.nif': 'Spanish tax id',
  'Series.code': 'What the numbers begin with, by its format',
  'defaults.code': 'That of the series',
  format: 'With `{CODIGO}`, `{YYYY}`, `{YY}`, `{MM}`, `{NUM}` and `{NUM:4}`, a number of four digits or more',
  counter_reset: 'When the numbers begin anew',
  initial_number: 'The first number of each period',
  default_series: 'Whether documents of its type are of this series when they name none',
  provisional: 'Whether it is not stored yet',
  is_primary: 'Always true: an account has one company',
  in_test: 'Always true: a company may have test keys at any time',
  in_prod: 'Always true: a company may have live keys at any time',
  verifactu_status: 'Nothing is sent to the tax office',
  'Identity.email': 'That of the company; it reaches nobody where the company has none',
  environment: 'What data the key sees',
  blockers: 'Why it cannot',
  missing_fields: 'What is not known of the company',
  has_recurring_invoice: 'Always 0: there are no recurring invoices yet',
};
