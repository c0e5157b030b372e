import { describe, expect, it } from 'vitest';
import { shown, stored } from '../../../functions/beel/invoices/line.ts';
import { requested } from '../../../functions/beel/invoices/line-request.ts';

const IVA = { type: 'IVA', percentage: 21 };
const line = { description: 'Consulting', quantity: 1, unit_price: 100, main_tax: IVA };

const store = (change: object) => stored(requested().parse({ ...line, ...change }), 1);

const refusalOf = (change: object) => {
  try {
    store(change);
  } catch (error) {
    return (error as { problem: object }).problem;
  }
  return undefined;
};

const mistakesIn = (change: object) =>
  requested()
    .safeParse({ ...line, ...change })
    .error?.issues.map(({ path, message }) => [path.join('.'), message]);

describe('a line', () => {
  it('is stored with its defaults, and shown with what it leaves out', () => {
    const main_tax = { ...IVA, regime_key: '01' };
    const expected = { ...line, main_tax, unit: 'hours', discount_percentage: 0 };
    expect(store({})).toEqual({ ...expected, taxable_base: 100, line_total: 121 });
    expect(shown(store({}))).toEqual({
      ...expected,
      line_type: 'NORMAL',
      pricing_mode: 'UNIT_PRICE',
      taxable_base: 100,
      line_total: 121,
    });
  });

  it('is free, negative, or a SUPLIDO without description', () => {
    expect(store({ unit_price: 0 }).line_total).toBe(0);
    expect(store({ quantity: -2 }).line_total).toBe(-242);
    const suplido = {
      line_type: 'SUPLIDO',
      source_invoice_reference: 'N-7',
      description: null,
      main_tax: null,
      irpf_rate: 0,
    };
    expect(shown(store({ ...suplido, unit_price: null, total_excluding_tax: 30.5 }))).toEqual({
      line_type: 'SUPLIDO',
      source_invoice_reference: 'N-7',
      quantity: 1,
      unit: 'hours',
      pricing_mode: 'TOTAL_EXCLUDING_TAX',
      unit_price: 30.5,
      total_excluding_tax: 30.5,
      discount_percentage: 0,
      irpf_rate: 0,
      line_total: 30.5,
    });
  });

  it('comes under regime 18 by its surcharge', () => {
    expect(store({ equivalence_surcharge_rate: 5.2 }).main_tax?.regime_key).toBe('18');
    expect(store({ equivalence_surcharge_rate: 0 }).main_tax?.regime_key).toBe('01');
  });

  const declared = { unit_price: null, total_including_tax: 100 };
  it.each([
    ['LINE_UNIT_PRICE_XOR_DECLARED_TOTAL', 'unit_price', { unit_price: null }],
    ['LINE_UNIT_PRICE_XOR_DECLARED_TOTAL', 'unit_price', { total_including_tax: 121 }],
    ['LINE_DECLARED_TOTAL_FORBIDS_DISCOUNT', 'discount_percentage', { ...declared, discount_percentage: 5 }],
    ['LINE_MAIN_TAX_REQUIRED', 'main_tax', { main_tax: null }],
    ['LINE_SUPLIDO_MUST_HAVE_NO_TAX', 'main_tax', { line_type: 'SUPLIDO', source_invoice_reference: 'N-7' }],
    [
      'SURCHARGE_REQUIRES_REGIME',
      'main_tax.regime_key',
      { main_tax: { ...IVA, regime_key: '03' }, equivalence_surcharge_rate: 5.2 },
    ],
    ['REGIME_REQUIRES_SURCHARGE', 'equivalence_surcharge_rate', { main_tax: { ...IVA, regime_key: '18' } }],
    [
      'EXEMPTION_REGIME_NOT_SUPPORTED_IN_VERIFACTU',
      'exemption_reason',
      { exemption_reason: 'REGIMEN_ART_141' },
    ],
  ])('is refused with %s at %s', (code, field, change) => {
    expect(refusalOf(change)).toMatchObject({
      status: 422,
      code,
      details: { [`lines[1].${field}`]: expect.any(String) },
    });
  });

  it('has a price that can be told', () => {
    expect(refusalOf({ ...declared, quantity: 0.000001 })).toMatchObject({
      status: 422,
      code: 'LINE_UNIT_PRICE_OUT_OF_RANGE',
      details: { field: 'lines[1]', max: 99_999_999.9999, derived_unit_price: 100_000_000 },
    });
    expect(refusalOf({ ...declared, quantity: 0 })).toMatchObject({
      code: 'LINE_UNIT_PRICE_OUT_OF_RANGE',
      details: { field: 'lines[1]', max: 99_999_999.9999 },
    });
  });

  it.each([
    [{ description: null }, 'description', 'is required'],
    [{ unit_price: 1.00001 }, 'unit_price', 'must have at most 4 decimals'],
    [{ main_tax: { ...IVA, percentage: 7 } }, 'main_tax.percentage', 'must be one of 4, 5, 10, 21 for IVA'],
    [
      { main_tax: { ...IVA, percentage: 0 } },
      'main_tax.percentage',
      'can be 0 for IVA with an exemption_reason only',
    ],
    [
      { main_tax: { type: 'IVA', percentage: 28, regime_key: '17' } },
      'main_tax.percentage',
      'must be at most 27 with regime 17',
    ],
    [{ equivalence_surcharge_rate: 0.625 }, 'equivalence_surcharge_rate', 'must be 5.2 on IVA of 21 percent'],
    [
      { main_tax: { type: 'IGIC', percentage: 9.5 }, equivalence_surcharge_rate: 0.5 },
      'equivalence_surcharge_rate',
      'there is none on IGIC of 9.5 percent',
    ],
    [{ exemption_reason: 'OTRO' }, 'exemption_reason_text', 'is required with OTRO'],
    [{ line_type: 'SUPLIDO', main_tax: null }, 'source_invoice_reference', 'is required on a SUPLIDO'],
  ])('has a mistake: %j', (change, field, message) => {
    expect(mistakesIn(change)).toEqual([[field, message]]);
  });

  it.each([
    { main_tax: { type: 'IVA', percentage: 0 }, exemption_reason: 'EXENTA_ART_20' },
    { main_tax: { type: 'IVA', percentage: 25.5, regime_key: '17' } },
    { main_tax: { type: 'IGIC', percentage: 0 } },
    { main_tax: { type: 'OTHER', percentage: 3.3 } },
    { irpf_rate: 1, main_tax: { type: 'IVA', percentage: 5 }, equivalence_surcharge_rate: 0.625 },
  ])('may be %j', (change) => {
    expect(mistakesIn(change)).toBe(undefined);
    expect(refusalOf(change)).toBe(undefined);
  });
});
