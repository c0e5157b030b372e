import { customerFields, envelopeFields, invoiceFields, listFields } from '../../beel/dialect/api-fields.ts';

/** What the fields of BeeL's flat routes mean, where their names do not say all: https://docs.beel.es */
export const fields: Readonly<Record<string, string>> = {
  ...envelopeFields,
  ...customerFields,
  ...invoiceFields,
  ...listFields,
  customer_id: 'The customer, a UUID; of an invoice, a registered one, whose data are copied',
  ids: 'The customers, UUIDs with commas between them; at most 500',
  deactivated_ids: 'Those that are inactive now, whether by this request or before',

  web: 'For clients of OpenAPI 1.0.1',
  website: 'For clients of OpenAPI 1.9.0: the same as `web`',

  // Invoices
  series_id: 'A series for invoices of this type; the default one where it is left out',
  main_tax: 'IVA of 21 percent where it is left out',
};
