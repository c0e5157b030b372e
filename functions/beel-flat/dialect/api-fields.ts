import { customerFields, envelopeFields, listFields } from '../../beel/dialect/api-fields.ts';

/** What the fields of BeeL's flat routes mean, where their names do not say all: https://docs.beel.es */
export const fields: Readonly<Record<string, string>> = {
  ...envelopeFields,
  ...customerFields,
  ...listFields,
  customer_id: 'The customer, a UUID; of an invoice, a registered one, whose data are copied',
  invoice_id: 'The invoice, a UUID',
  ids: 'The customers, UUIDs with commas between them; at most 500',
  deactivated_ids: 'Those that are inactive now, whether by this request or before',

  web: 'For clients of OpenAPI 1.0.1',
  website: 'For clients of OpenAPI 1.9.0: the same as `web`',

  // Invoices, amounts in euros
  series_id: 'A series for invoices of this type; the default one where it is left out',
  operation_date: 'When what is invoiced was done, not after today',
  due_date: 'Not before today',
  issue_date: 'The day in Spain on which it was created, or issued',
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
  issue_directly: 'Whether it gets its number at once. This is not undone, ever',
  verifactu: 'Always off: nothing is sent to the tax office',
};
