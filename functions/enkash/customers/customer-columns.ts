import type { Columns, EntryColumns } from '../dialect/csv-columns.ts';

/** The columns of files of customers, named as JSON's fields are: the vendor shows none, so this is our choice. */
const ENTRIES: Readonly<Record<string, EntryColumns>> = {
  customerKeyContacts: {
    fields: {
      deleted: 'boolean',
      email: 'text',
      keyContactPersonId: 'text',
      legalName: 'text',
      mail_enabled: 'boolean',
      mobile: 'text',
      name: 'text',
      sms_enabled: 'boolean',
      via: 'text',
      whatsapp_enabled: 'boolean',
    },
    required: ['name', 'legalName', 'mobile'],
    defaults: { deleted: false },
  },
  customerReminders: {
    fields: {
      customerReminderId: 'text',
      dueDateDifference: 'number',
      reminderInterval: 'number',
      reminderTime: 'text',
      reminderType: 'text',
      stage: 'text',
    },
    required: [],
  },
};

const FIELDS = {
  accountNumber: 'text',
  address: 'text',
  contactNumber: 'text',
  ifsc: 'text',
  legalName: 'text',
  panOrGstin: 'text',
  pinCode: 'text',
  state: 'text',
  uniqueRefNo: 'text',
} as const;

/** Of customers that are to be created. */
export const NEW_COLUMNS: Columns = {
  fields: { ...FIELDS, customerCompanyId: 'text', externalSource: 'boolean' },
  entries: ENTRIES,
  required: [
    'legalName',
    ...['name', 'legalName', 'mobile'].map((field) => `customerKeyContacts[0].${field}`),
  ],
};

/** Of changes. */
export const CHANGE_COLUMNS: Columns = {
  fields: { ...FIELDS, customerId: 'text', assignedAgent: 'text', branchCodes: 'list' },
  entries: ENTRIES,
  required: ['customerId'],
  wantsMore: true,
};
