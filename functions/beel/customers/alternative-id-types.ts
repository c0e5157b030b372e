/** What an alternative id can be: its name in OpenAPI 1.9.0, its code in both generations. */
export const ALTERNATIVE_ID_TYPES = {
  NIF_IVA: '02',
  PASSPORT: '03',
  COUNTRY_ID: '04',
  RESIDENCE_CERTIFICATE: '05',
  OTHER_DOCUMENT: '06',
  NOT_REGISTERED: '07',
} as const;

export type AlternativeIdType = (typeof ALTERNATIVE_ID_TYPES)[keyof typeof ALTERNATIVE_ID_TYPES];
