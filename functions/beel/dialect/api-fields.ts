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
  'AlternativeId.country_code':
    'ISO 3166, two letters; not there where none was given and the type tells none',
  'NewAlternativeId.country_code':
    'ISO 3166, two letters. Left out: Spain for types 03 and 07, the prefix of a VAT number for 02, none else',
  'NewAlternativeId.number':
    'For type 02 the whole VAT number, with the prefix and in the form of its member state',
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
  search:
    'A part, whatever its case and accents: of customers legal or trade name, NIF or email, of invoices number, ' +
    'recipient’s name or NIF, or series code',
  sort_by: 'What the list is ordered by, and equals by id; what is not there comes first',
  sort_order: 'Upwards or downwards',
  '.status': 'Statuses with commas between them',
  '.payment_method': 'Methods with commas between them; `NONE` finds those that have none, too',
  fiscal_only: 'Whether to leave proformas out; not used with `type`',
  date_from: 'The first date of issue',
  date_to: 'The last date of issue',
  '.invoice_number': 'The whole number, whatever its case',
  recipient_name: 'A part of the legal name, whatever its case and accents',
  recipient_nif: 'A part of the NIF or of the number of an alternative id',
  series_code: 'The whole code, whatever its case',
  '.external_ref': 'The whole reference',
  taxable_base_min: 'Euros before taxes, at least',
  taxable_base_max: 'Euros before taxes, at most',
  total_min: 'Euros with taxes, at least',
  total_max: 'Euros with taxes, at most',
  verifactu_status: 'Only `NOT_SUBMITTED` finds any: nothing is sent to the tax office',
  verifactu_enabled: 'Only false finds any: nothing is sent to the tax office',
  '.customer_id': 'The customer, a UUID',
  '.type': 'What kind of invoices; there are no correctives',
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

/** What both generations say of invoices. Amounts are in euros. */
export const invoiceFields: Readonly<Record<string, string>> = {
  invoice_id: 'The invoice, a UUID',
  operation_date: 'When what is invoiced was done, not after today',
  due_date: 'Not before the date of issue',
  issue_date: 'The day in Spain on which it was created, or issued',
  quantity: 'Negative for discounts',
  unit_price: 'Euros without taxes',
  discount_percentage: 'Percent',
  percentage: 'Percent',
  regime_key: 'Key of the tax regime, two digits',
  equivalence_surcharge_rate: 'Percent of recargo de equivalencia',
  irpf_rate: 'Percent of income tax that is withheld',
  taxable_base: 'Euros after discounts, before taxes',
  line_total: 'Euros with taxes, less what is withheld',
  metadata: 'The client’s own: given back as it was sent',
  issue_directly: 'Whether it gets its number at once. This is not undone, ever',
  verifactu: 'Always off: nothing is sent to the tax office',
};

/** What both generations say of reports on many customers. */
export const reportFields: Readonly<Record<string, string>> = {
  dry_run: 'Whether to look only, and create nothing',
  customers: 'At most 500',
  total_customers: 'Rows of the request or file',
  customers_validation: 'A row for each customer, in order',
  is_dry_run: 'Whether nothing was to be done',
  row_number: 'Row of the file, from 1, its header not counted',
  customer: 'The row as it was read, where it could be',
  value: 'What was sent, shortened',
  imported: 'Rows that are customers now, by this request or an earlier one with its key',
  success_rate: 'From 0 to 1: rows that are valid or have warnings only',
  importable: 'Rows that are valid or have warnings only',
  'customers_validation.errors': 'Why it cannot be created, with the codes of the creation of one customer',
};

/** What BeeL's fields mean, where their names do not say all: https://docs.beel.es */
export const fields: Readonly<Record<string, string>> = {
  ...envelopeFields,
  ...customerFields,
  ...invoiceFields,
  ...listFields,
  ...reportFields,
  company_id: 'The company that the API key reaches',
  customer_id: 'The customer, a UUID',
  'NewAddress.country':
    'An ISO 3166 code, or the name in Spanish, English or Catalan, whatever its case and accents. Spain where neither ' +
    'it nor `country_code` is there. `España` gives way to another `country_code`',
  'Address.country': 'The name in Spanish, by `country_code`',
  'NewCustomer.nif':
    'Spanish tax id of nine characters, letters in upper case; unique in the company, excludes `alternative_id`. Its ' +
    'control character is checked; the tax register is not asked',
  'CustomerChanges.trade_name': 'The name it trades under; null clears it',
  'CustomerChanges.nif':
    'Takes the place of the identifier that the customer has; excludes `alternative_id`. Its control character is ' +
    'checked; the tax register is not asked',
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
  index: 'Place in the request, from 0; in a file, from 1',
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

  // Invoices
  rectified_invoice_id: 'Finds none: there are no correctives',
  'NewRecipient.customer_id': 'A registered customer, whose data are copied: all else is ignored',
  'recipient.customer_id': 'The registered customer that it protects from deletion',
  wait_for_pdf: 'Taken and not used: no PDF is made',
  attach_source_invoices: 'Taken and not used: nothing is mailed',
  send_automatically: 'Kept with the draft; nothing is mailed',
  email_config: 'Kept with the draft; nothing is mailed',
  'NewInvoice.series_id': 'A series for invoices of this type; the default one where it is left out',
  'InvoiceChanges.series_id': 'Another series for invoices of this type',
  'NewInvoice.due_date': 'Not before today; left out, it follows from the payment term, if there is one',
  valid_until: 'Of a proforma, which is EXPIRED afterwards',
  external_ref: 'Unique among the invoices of the company, but for proformas and what is deleted',
  'NewInvoiceLine.unit_price': 'Euros without taxes. Exactly one of it and the two totals is needed',
  total_excluding_tax: 'Declared in place of a price: euros without taxes',
  total_including_tax: 'Declared in place of a price: euros with taxes, which add up to it to the cent',
  line_type: '`SUPLIDO` is what was paid on behalf of the recipient: no part of the base, and without tax',
  source_invoice_reference: 'Which invoice was paid on behalf of the recipient',
  exemption_reason: 'Why a rate is 0. It is needed with IVA and IPSI',
  total_disbursements: 'What was paid on behalf of the recipient',
  total_to_pay: '`invoice_total` and `total_disbursements`',
  void_date: 'Not used any more; not before the date of issue',
  payment_date: 'With `PAID`; today where it is left out',
  payment_method: 'With `PAID`: how it was paid',
  sent_at: 'With `SENT`; now where it is left out',
};
