/** What a series numbers. The vendor's UNASSIGNED is of old series alone: there are none here. */
export const DOCUMENT_TYPES = ['STANDARD', 'SIMPLIFIED', 'CORRECTIVE', 'PROFORMA'] as const;

export type DocumentType = (typeof DOCUMENT_TYPES)[number];
