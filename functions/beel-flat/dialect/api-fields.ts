import { customerFields, envelopeFields, listFields, reportFields } from '../../beel/dialect/api-fields.ts';

/** What the fields of BeeL's flat routes mean, where their names do not say all: https://docs.beel.es */
export const fields: Readonly<Record<string, string>> = {
  ...envelopeFields,
  ...customerFields,
  ...reportFields,
  index: 'Place in the request, from 0; in a file, from 1',
  ...listFields,
  customer_id: 'The customer, a UUID; of an invoice, a registered one, whose data are copied',
  invoice_id: 'The invoice, a UUID',
  ids: 'The customers, UUIDs with commas between them; at most 500',
  deactivated_ids: 'Those that are inactive now, whether by this request or before',

  web: 'For clients of OpenAPI 1.0.1',
  website: 'For clients of OpenAPI 1.9.0: the same as `web`',

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
