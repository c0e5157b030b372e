import { envelopeFields } from '../../beel/dialect/api-fields.ts';

/** What the fields of BeeL's flat routes mean, where their names do not say all: https://docs.beel.es */
export const fields: Readonly<Record<string, string>> = {
  ...envelopeFields,
  customer_id: 'The customer, a UUID; of an invoice, a registered one, whose data are copied',
  invoice_id: 'The invoice, a UUID',
  ids: 'The customers, UUIDs with commas between them; at most 500',
  deactivated_ids: 'Those that are inactive now, whether by this request or before',

  // Customers
  legal_name: 'The name of the person or company by law',
  trade_name: 'The name it trades under; the legal name where it is left out',
  nif: 'Spanish tax id, unique in the company; excludes `alternative_id`',
  alternative_id: 'Who the customer is without a Spanish tax id',
  'AlternativeId.type':
    '02 VAT number, 03 passport, 04 id of the country, 05 certificate of residence, 06 other document, 07 not registered',
  'NewAlternativeId.type':
    '02 `NIF_IVA`, 03 `PASSPORT`, 04 `COUNTRY_ID`, 05 `RESIDENCE_CERTIFICATE`, 06 `OTHER_DOCUMENT`, 07 `NOT_REGISTERED`',
  country_code: 'ISO 3166, two letters',
  web: 'For clients of OpenAPI 1.0.1',
  website: 'For clients of OpenAPI 1.9.0: the same as `web`',
  billing_emails: 'Where invoices go',
  general_discount: 'Percent',
  payment_term_days: 'Days until payment is due',
  active: 'Whether new invoices may name the customer',

  // Invoices, amounts in euros
  series_id: 'Any id is taken: this service keeps no series',
  operation_date: 'When what is invoiced was done, not after today',
  due_date: 'Not before today',
  issue_date: 'Today in Spain',
  quantity: 'Negative for discounts',
  unit_price: 'Euros without taxes',
  discount_percentage: 'Percent',
  main_tax: 'IVA of 21 percent where it is left out',
  percentage: 'Percent',
  regime_key: 'Key of the tax regime, two digits',
  equivalence_surcharge_rate: 'Percent of recargo de equivalencia',
  irpf_rate: 'Percent of income tax that is withheld',
  taxable_base: 'Euros after discounts, before taxes',
  line_total: 'Euros with taxes, less what is withheld',
  metadata: 'The client’s own: given back as it was sent',
  issue_directly: 'Refused where it is true: this service keeps drafts only',
  verifactu: 'Always off: this service keeps drafts only',
};
