/** What taxes lines may have, by OpenAPI 1.9.0. */
export const TAX_TYPES = ['IVA', 'IGIC', 'IPSI', 'OTHER'] as const;

export type TaxType = (typeof TAX_TYPES)[number];

/** There are no 12, 13 and 16. */
export const REGIME_KEYS = [
  ...['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11'],
  ...['14', '15', '17', '18', '19', '20'],
] as const;

/** What the vendor takes where nothing is said. */
export const GENERAL_REGIME = '01';
/** Of lines with recargo de equivalencia. */
export const SURCHARGE_REGIME = '18';
/** That of the European one-stop shop, with the rates of other states. */
const OSS_REGIME = '17';
const MOST_IN_OSS = 27;

const RATES: Readonly<Record<TaxType, readonly number[] | undefined>> = {
  IVA: [4, 5, 10, 21],
  IGIC: [0, 3, 5, 7, 9.5, 15, 20],
  IPSI: [0.5, 1, 2, 4, 8, 10],
  OTHER: undefined,
};

export const IRPF_RATES = [0, 1, 2, 7, 15, 19, 24] as const;

export const SURCHARGE_RATES = [0, 0.5, 0.625, 1.4, 5.2] as const;

/** The surcharge of each rate of IVA. */
const SURCHARGES: Readonly<Record<number, number>> = { 4: 0.5, 5: 0.625, 10: 1.4, 21: 5.2 };

export const EXEMPTION_REASONS = [
  'EXENTA_ART_20',
  'EXENTA_ART_21',
  'EXENTA_ART_22',
  'EXENTA_ART_24',
  'EXENTA_ART_25',
  'EXENTA_ART_26',
  'EXENTA_ART_140',
  'NO_SUJETA_ART_7_9',
  'NO_SUJETA_LOCALIZACION',
  'ISP_ART_84_2_A',
  'ISP_ART_84_2_E',
  'ISP_ART_84_2_F',
  'REGIMEN_ART_129',
  'REGIMEN_ART_135',
  'REGIMEN_ART_141',
  'REGIMEN_ART_154',
  'REGIMEN_ART_163_DECIES',
  'OTRO',
] as const;

export type ExemptionReason = (typeof EXEMPTION_REASONS)[number];

/** Reasons that the tax office's register of invoices has no place for. */
export const isUnsupportedReason = (reason: ExemptionReason): boolean =>
  reason === 'EXENTA_ART_140' || reason.startsWith('REGIMEN_');

interface Tax {
  readonly type: TaxType;
  readonly percentage: number;
  readonly regime_key: string;
}

/** What is wrong with a rate, in words. */
export function wrongRate({ type, percentage, regime_key }: Tax, isExempt: boolean): string | undefined {
  if (regime_key === OSS_REGIME) {
    return percentage > MOST_IN_OSS ? `must be 0 to ${MOST_IN_OSS} with regime ${OSS_REGIME}` : undefined;
  }
  const rates = RATES[type];
  if (!rates || rates.includes(percentage)) return undefined;
  if (percentage !== 0) return `must be one of ${rates.join(', ')} with type ${type}`;
  return isExempt ? undefined : `may be 0 with type ${type} only with an exemption_reason`;
}

/** What is wrong with a surcharge, in words. */
export function wrongSurcharge({ type, percentage }: Tax, surcharge: number): string | undefined {
  if (surcharge === 0 || (type === 'IVA' && SURCHARGES[percentage] === surcharge)) return undefined;
  return `goes with another rate of IVA: 0.5 with 4, 0.625 with 5, 1.4 with 10, 5.2 with 21`;
}
