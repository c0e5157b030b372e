/* Vocabulary and rates of OpenAPI 1.9.0. */

export const TAX_TYPES = ['IVA', 'IGIC', 'IPSI', 'OTHER'] as const;

export type TaxType = (typeof TAX_TYPES)[number];

/** Keys of tax regimes: there are no 12, 13 and 16. */
export const REGIMES = [
  ...['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11'],
  ...['14', '15', '17', '18', '19', '20'],
] as const;

const STANDARD_REGIME = '01';
const ONE_STOP_SHOP = '17';
const SURCHARGE_REGIME = '18';

const RATES: Readonly<Record<TaxType, readonly number[] | undefined>> = {
  IVA: [4, 5, 10, 21],
  IGIC: [0, 3, 5, 7, 9.5, 15, 20],
  IPSI: [0.5, 1, 2, 4, 8, 10],
  OTHER: undefined,
};

/** The highest rate of any member state: the one-stop shop has all of theirs. */
const MOST_ABROAD = 27;

export const IRPF_RATES = [0, 1, 2, 7, 15, 19, 24] as const;

export const SURCHARGE_RATES = [0, 0.5, 0.625, 1.4, 5.2] as const;

/** The surcharge that each rate of IVA has. */
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

/** What a line may be exempt for, but not by itself: it would need a register that the vendor does not send it to. */
export const isUnsupported = (reason: ExemptionReason): boolean =>
  reason === 'EXENTA_ART_140' || reason.startsWith('REGIMEN_');

interface Tax {
  readonly type: TaxType;
  readonly percentage: number;
  readonly regime_key: string;
}

/** What is wrong with a rate; undefined where nothing is. */
export function rateProblem(
  { type, percentage, regime_key }: Tax,
  reason: ExemptionReason | null | undefined,
): string | undefined {
  if (regime_key === ONE_STOP_SHOP)
    return percentage <= MOST_ABROAD
      ? undefined
      : `must be at most ${MOST_ABROAD} with regime ${ONE_STOP_SHOP}`;
  const rates = RATES[type];
  if (rates === undefined || rates.includes(percentage)) return undefined;
  if (percentage !== 0) return `must be one of ${rates.join(', ')} for ${type}`;
  return reason ? undefined : `can be 0 for ${type} with an exemption_reason only`;
}

/** What is wrong with a surcharge on a tax; undefined where nothing is. */
export function surchargeProblem({ type, percentage }: Tax, surcharge: number): string | undefined {
  if (surcharge === 0) return undefined;
  const expected = type === 'IVA' ? SURCHARGES[percentage] : undefined;
  if (expected === surcharge) return undefined;
  return expected === undefined
    ? `there is none on ${type} of ${percentage} percent`
    : `must be ${expected} on ${type} of ${percentage} percent`;
}

/** The regime that a surcharge leads to; undefined where the two do not go together. */
export function regimeWith(surcharge: number, regime: string): string | undefined {
  if (surcharge === 0) return regime === SURCHARGE_REGIME ? undefined : regime;
  return regime === STANDARD_REGIME || regime === SURCHARGE_REGIME ? SURCHARGE_REGIME : undefined;
}
