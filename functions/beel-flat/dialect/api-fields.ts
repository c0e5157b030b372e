import {
  customerFields,
  envelopeFields,
  invoiceFields,
  listFields,
  reportFields,
} from '../../beel/dialect/api-fields.ts';

/** What the fields of BeeL's flat routes mean, where their names do not say all: https://docs.beel.es */
export const fields: Readonly<Record<string, string>> = {
  ...envelopeFields,
  ...customerFields,
  ...invoiceFields,
  ...listFields,
  ...reportFields,
  index: 'Place in the request, from 0; in a file, from 1',
  customer_id: 'The customer, a UUID; of an invoice, a registered one, whose data are copied',
  ids: 'The customers, UUIDs with commas between them; at most 500',
  deactivated_ids: 'Those that are inactive now, whether by this request or before',

  web: 'For clients of OpenAPI 1.0.1',
  website: 'For clients of OpenAPI 1.9.0: the same as `web`',

  'CustomerChanges.trade_name': 'The name it trades under; cleared where it is left out',
  'CustomerChanges.nif': 'Takes the place of the identifier that the customer has; excludes `alternative_id`',
  'CustomerChanges.alternative_id': 'Takes the place of the identifier that the customer has; excludes `nif`',
  'CustomerChanges.address': 'Takes the place of the whole address; stays where it is left out',
  'CustomerChanges.preferred_payment_method': 'Takes the place of the whole; stays where it is left out',
  'CustomerChanges.phone': 'Stays where it is left out; null clears it',
  'CustomerChanges.billing_emails': 'Where invoices go; cleared where they are left out',
  'CustomerChanges.general_discount': 'Percent; 0 where it is left out',

  country: 'The country of the address',

  // Invoices
  type: 'Which kind of invoice',
  external_reference: 'The old name of `external_ref`',
  series_id: 'A series for invoices of this type; the default one where it is left out',
  main_tax: 'IVA of 21 percent where it is left out',
};
