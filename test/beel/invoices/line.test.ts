import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { totalsOf } from '../../../functions/beel/invoices/invoice-totals.ts';
import { shown, stored } from '../../../functions/beel/invoices/line.ts';
import { lines as requestedLines } from '../../../functions/beel/invoices/line-request.ts';
import { answered } from '../../../functions/beel/invoices/line-response.ts';
import { Failure } from '../../../shared/http/failure.ts';

const IVA = { type: 'IVA', percentage: 21 };
const line = { description: 'Consulting', quantity: 1, unit_price: 100, main_tax: IVA };

/** What becomes of a line: as answers show it. */
const read = (change: object) => {
  const [one] = stored(z.parse(requestedLines(), [{ ...line, ...change }]));
  return z.parse(answered(), shown(one!));
};

/** The whole refusal of a line. */
function refusal(change: object) {
  try {
    return read(change);
  } catch (error) {
    if (error instanceof Failure) return error.problem;
    const { issues } = error as z.core.$ZodError;
    return Object.fromEntries(issues.map(({ path, message }) => [path.join('.'), message]));
  }
}

const plain = {
  description: 'Consulting',
  quantity: 1,
  unit: 'hours',
  unit_price: 100,
  pricing_mode: 'UNIT_PRICE',
  discount_percentage: 0,
  main_tax: { ...IVA, regime_key: '01' },
  line_type: 'NORMAL',
  taxable_base: 100,
  line_total: 121,
};
const total = (amount: object) => ({ unit_price: null, ...amount });

describe('a line', () => {
  it.each<[string, object, object]>([
    ['with a unit price', {}, plain],
    ['that is free', { unit_price: 0 }, { ...plain, unit_price: 0, taxable_base: 0, line_total: 0 }],
    [
      'with a total without taxes',
      total({ quantity: 3, total_excluding_tax: 100, discount_percentage: 0 }),
      {
        ...plain,
        quantity: 3,
        unit_price: 33.3333,
        total_excluding_tax: 100,
        pricing_mode: 'TOTAL_EXCLUDING_TAX',
      },
    ],
    [
      'with a total with taxes, which holds to the cent',
      total({ total_including_tax: 100, irpf_rate: 15 }),
      {
        ...plain,
        total_including_tax: 100,
        pricing_mode: 'TOTAL_INCLUDING_TAX',
        irpf_rate: 15,
        taxable_base: 82.64,
        line_total: 87.6,
      },
    ],
    [
      'with a surcharge, whose regime follows',
      { equivalence_surcharge_rate: 5.2 },
      {
        ...plain,
        main_tax: { ...IVA, regime_key: '18' },
        equivalence_surcharge_rate: 5.2,
        line_total: 126.2,
      },
    ],
    [
      'that was paid on behalf',
      { line_type: 'SUPLIDO', main_tax: undefined, source_invoice_reference: 'N-1', description: undefined },
      {
        ...{ quantity: 1, unit: 'hours', unit_price: 100, pricing_mode: 'UNIT_PRICE' },
        ...{ discount_percentage: 0, line_type: 'SUPLIDO', source_invoice_reference: 'N-1' },
        ...{ taxable_base: 0, line_total: 100 },
      },
    ],
    [
      'that is exempt',
      {
        main_tax: { type: 'IVA', percentage: 0 },
        exemption_reason: 'OTRO',
        exemption_reason_text: 'A court said so',
      },
      {
        ...plain,
        main_tax: { type: 'IVA', percentage: 0, regime_key: '01' },
        exemption_reason: 'OTRO',
        exemption_reason_text: 'A court said so',
        line_total: 100,
      },
    ],
  ])('%s is shown', (_, change, expected) => {
    expect(read(change)).toEqual(expected);
  });

  it.each<[string, string, object]>([
    [
      'LINE_UNIT_PRICE_XOR_DECLARED_TOTAL',
      'needs exactly one of unit_price, total_excluding_tax or total_including_tax',
      { unit_price: undefined },
    ],
    [
      'LINE_UNIT_PRICE_XOR_DECLARED_TOTAL',
      'needs exactly one of unit_price, total_excluding_tax or total_including_tax',
      { total_including_tax: 1 },
    ],
    [
      'LINE_DECLARED_TOTAL_FORBIDS_DISCOUNT',
      'a declared total takes no discount',
      total({ total_excluding_tax: 1, discount_percentage: 1 }),
    ],
    ['LINE_MAIN_TAX_REQUIRED', 'main_tax is required', { main_tax: null }],
    [
      'LINE_SUPLIDO_MUST_HAVE_NO_TAX',
      'a SUPLIDO has no tax',
      { line_type: 'SUPLIDO', source_invoice_reference: 'N-1' },
    ],
    [
      'LINE_SUPLIDO_MUST_HAVE_NO_TAX',
      'a SUPLIDO has no tax',
      { line_type: 'SUPLIDO', source_invoice_reference: 'N-1', main_tax: null, irpf_rate: 15 },
    ],
    [
      'SURCHARGE_REQUIRES_REGIME',
      'a surcharge needs regime 01 or 18, not 07',
      { equivalence_surcharge_rate: 5.2, main_tax: { ...IVA, regime_key: '07' } },
    ],
    ['REGIME_REQUIRES_SURCHARGE', 'regime 18 needs a surcharge', { main_tax: { ...IVA, regime_key: '18' } }],
    [
      'EXEMPTION_REGIME_NOT_SUPPORTED_IN_VERIFACTU',
      'EXENTA_ART_140 is not supported',
      { exemption_reason: 'EXENTA_ART_140' },
    ],
    [
      'EXEMPTION_REGIME_NOT_SUPPORTED_IN_VERIFACTU',
      'REGIMEN_ART_135 is not supported',
      { exemption_reason: 'REGIMEN_ART_135' },
    ],
  ])('is refused with %s: %s', (code, words, change) => {
    expect(refusal(change)).toEqual({
      kind: 'refused',
      status: 422,
      code,
      message: `lines[0]: ${words}`,
      details: { field: 'lines[0]' },
    });
  });

  it.each<[number, object]>([
    [0.001, { derived_unit_price: 9_999_999_990 }],
    [0, {}],
  ])('of quantity %d is refused for the unit price that would follow', (quantity, derived) => {
    expect(refusal(total({ quantity, total_excluding_tax: 9_999_999.99 }))).toEqual({
      kind: 'refused',
      status: 422,
      code: 'LINE_UNIT_PRICE_OUT_OF_RANGE',
      message: 'lines[0]: the unit price would be out of range',
      details: { field: 'lines[0]', max: 99_999_999.9999, ...derived },
    });
  });

  const rates = 'must be one of 4, 5, 10, 21 with type IVA';
  it.each<[string, string, object]>([
    ['main_tax.percentage', rates, { main_tax: { type: 'IVA', percentage: 7 } }],
    [
      'main_tax.percentage',
      'must be one of 0, 3, 5, 7, 9.5, 15, 20 with type IGIC',
      { main_tax: { type: 'IGIC', percentage: 21 } },
    ],
    [
      'main_tax.percentage',
      'may be 0 with type IPSI only with an exemption_reason',
      { main_tax: { type: 'IPSI', percentage: 0 } },
    ],
    [
      'main_tax.percentage',
      'must be 0 to 27 with regime 17',
      { main_tax: { type: 'IVA', percentage: 27.5, regime_key: '17' } },
    ],
    [
      'equivalence_surcharge_rate',
      'goes with another rate of IVA: 0.5 with 4, 0.625 with 5, 1.4 with 10, 5.2 with 21',
      { equivalence_surcharge_rate: 1.4 },
    ],
    [
      'equivalence_surcharge_rate',
      'must be one of 0, 0.5, 0.625, 1.4, 5.2',
      { equivalence_surcharge_rate: 5 },
    ],
    ['irpf_rate', 'must be one of 0, 1, 2, 7, 15, 19, 24', { irpf_rate: 21 }],
    ['description', 'is required', { description: '' }],
    ['source_invoice_reference', 'is required with SUPLIDO', { line_type: 'SUPLIDO', main_tax: null }],
    ['exemption_reason_text', 'is required with OTRO', { exemption_reason: 'OTRO' }],
    ['total_excluding_tax', 'must have at most two decimals', total({ total_excluding_tax: 1.001 })],
  ])('is refused for its %s: %s', (field, message, change) => {
    expect(refusal(change)).toEqual({ [`0.${field}`]: message });
  });

  it.each([
    { main_tax: { type: 'IGIC', percentage: 0 } },
    { main_tax: { type: 'OTHER', percentage: 13 } },
    { main_tax: { type: 'IVA', percentage: 27, regime_key: '17' } },
    { main_tax: { type: 'IVA', percentage: 5 }, equivalence_surcharge_rate: 0.625 },
    { irpf_rate: 1 },
    { description: 'x'.repeat(2_000) },
  ])('may have %j', (change) => {
    expect(refusal(change)).toMatchObject({ quantity: 1 });
  });
});

describe('totals', () => {
  it('hold what was declared to the cent, tell regimes apart, and leave out of the base what was paid on behalf', () => {
    const all = stored(
      z.parse(requestedLines(), [
        { ...line, ...total({ total_including_tax: 100 }) },
        { ...line, ...total({ total_including_tax: 100 }) },
        { ...line, ...total({ total_including_tax: 100, equivalence_surcharge_rate: 5.2 }) },
        { ...line, quantity: 2, discount_percentage: 10 },
        { quantity: 1, unit_price: 12.5, line_type: 'SUPLIDO', source_invoice_reference: 'N-1' },
      ]),
    );

    const { surcharge_breakdown, ...totals } = totalsOf(all);
    expect(totals).toEqual({
      taxable_base: 424.52,
      total_discounts: 20,
      vat_breakdown: [
        // 17.36 twice and 21 % of 180; 82.64 twice and 180.
        { type: 21, base: 345.28, amount: 72.52, regime_key: '01' },
        { type: 21, base: 79.24, amount: 16.64, regime_key: '18' },
      ],
      total_vat: 89.16,
      total_equivalence_surcharge: 4.12,
      total_irpf: 0,
      invoice_total: 517.8,
      total_disbursements: 12.5,
      total_to_pay: 530.3,
    });
    expect(surcharge_breakdown).toEqual([{ type: 5.2, base: 79.24, amount: 4.12 }]);
    // 300 declared, and 180 at 21 %.
    expect(totals.invoice_total).toBe(517.8);
  });
});
