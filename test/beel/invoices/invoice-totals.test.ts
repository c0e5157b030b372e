import { describe, expect, it } from 'vitest';
import { calculateLine, type PricedLine, totalsOf } from '../../../functions/beel/invoices/invoice-totals.ts';

const line = (change: Partial<PricedLine>): PricedLine => ({
  description: 'Consulting',
  quantity: 1,
  unit: 'hours',
  unit_price: 100,
  discount_percentage: 0,
  main_tax: { type: 'IVA', percentage: 21, regime_key: '01' },
  ...change,
});

describe('calculateLine', () => {
  it('is the vendor’s example of withholding', () => {
    const consulting = line({ quantity: 40, unit_price: 37.5, irpf_rate: 15 });
    expect(calculateLine(consulting)).toEqual({ ...consulting, taxable_base: 1500, line_total: 1590 });
  });

  it('takes discount, surcharge and prices of four decimals', () => {
    const labels = line({
      quantity: 1000,
      unit_price: 0.0897,
      discount_percentage: 5,
      equivalence_surcharge_rate: 5.2,
    });
    // 89.70 less 5 % is 85.215; 21 % of 85.22 is 17.8962 and 5.2 % is 4.43144.
    expect(calculateLine(labels)).toEqual({ ...labels, taxable_base: 85.22, line_total: 107.55 });
  });

  it('takes a negative quantity as a discount', () => {
    expect(calculateLine(line({ quantity: -1, unit_price: 10.05 }))).toMatchObject({
      taxable_base: -10.05,
      line_total: -12.16,
    });
  });
});

describe('totalsOf', () => {
  it('adds up by rate and rounds each sum once', () => {
    const lines = [
      line({ unit_price: 0.33 }),
      line({ unit_price: 0.33 }),
      line({ unit_price: 0.33, irpf_rate: 15 }),
      line({
        unit_price: 10,
        discount_percentage: 50,
        main_tax: { type: 'IVA', percentage: 10, regime_key: '01' },
      }),
      line({ unit_price: 100, equivalence_surcharge_rate: 5.2 }),
      line({ unit_price: 7, main_tax: { type: 'IVA', percentage: 0, regime_key: '02' } }),
    ].map(calculateLine);

    expect(totalsOf(lines)).toEqual({
      taxable_base: 112.99,
      total_discounts: 5,
      vat_breakdown: [
        { type: 21, base: 100.99, amount: 21.21, regime_key: '01' },
        { type: 10, base: 5, amount: 0.5, regime_key: '01' },
        { type: 0, base: 7, amount: 0, regime_key: '02' },
      ],
      total_vat: 21.71,
      surcharge_breakdown: [{ type: 5.2, base: 100, amount: 5.2 }],
      total_equivalence_surcharge: 5.2,
      irpf_breakdown: [{ type: 15, base: 0.33, amount: 0.05 }],
      total_irpf: 0.05,
      invoice_total: 139.85,
      total_disbursements: 0,
      total_to_pay: 139.85,
    });
  });
});
