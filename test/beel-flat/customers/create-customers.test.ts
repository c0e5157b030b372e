import { describe, expect, it } from 'vitest';
import { address, newCompany, newNif } from '../../beel/samples.ts';
import { beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

const customer = (others: object = {}) => ({
  legal_name: 'Ada SL',
  nif: newNif(),
  address,
  email: 'ada@example.es',
  ...others,
});

type Company = Awaited<ReturnType<typeof newCompany>>;

const bulk = ({ authorization }: Company, customers: unknown, query = '') =>
  call(`POST /api/v1/customers/bulk${query}`, { authorization, json: { customers } });

describe('POST /api/v1/customers/bulk', () => {
  it('creates all customers as the flat route for one does, with the report of today', async () => {
    const own = await newCompany();
    const sent = customer({ web: 'https://ada.es' });

    const answer = await bulk(own, [sent]);

    const { web, ...read } = sent as ReturnType<typeof customer> & { web: string };
    const { data } = answer.body as { data: { customers_validation: { customer_id: string }[] } };
    const id = data.customers_validation[0]!.customer_id;
    expect(answer.status).toBe(201);
    expect(answer.headers.sunset).toBe('Wed, 09 Dec 2026 00:00:00 GMT');
    expect(answer.body).toEqual(
      beelSuccess({
        metadata: {
          total_customers: 1,
          is_dry_run: false,
          processing_time_ms: expect.any(Number),
          source_type: 'BULK_JSON',
        },
        customers_validation: [
          {
            index: 0,
            customer: { ...read, website: web },
            customer_id: id,
            status: 'VALID',
            errors: [],
            warnings: [],
          },
        ],
        statistics: {
          total_processed: 1,
          valid: 1,
          with_warnings: 0,
          with_errors: 0,
          duplicates: 0,
          invalid_nifs: 0,
          imported: 1,
          success_rate: 1,
          importable: 1,
          not_importable: 0,
        },
      }),
    );
    expect(await storedCustomer(own.ref(id))).toMatchObject({
      profile: { ...read, web, trade_name: 'Ada SL', general_discount: 0 },
      creation: { operation: 'beel-flat/customers/create-customers' },
    });
  });

  it('is refused by the rules of OpenAPI 1.0.1, with its codes, and creates none', async () => {
    const own = await newCompany();
    const there = customer();
    await call('POST /api/v1/customers', { ...own, json: there });
    const before = await tenantState('beel', own.ref().tenant);
    const { number: _, ...numberless } = address;
    const rows = [
      customer(),
      there,
      customer({ nif: 'B1' }),
      customer({ address: numberless }),
      customer({ preferred_payment_method: { method: 'GOLD' } }),
    ];

    const refused = await bulk(own, rows);
    const looked = await bulk(own, rows, '?dry_run=true');

    expect(refused.status).toBe(422);
    expect(refused.body).toEqual({
      success: false,
      error: {
        code: 'BULK_VALIDATION_ERROR',
        message: 'Some of the customers are not valid: none was created',
        errors: [
          { index: 1, field: 'nif', message: 'A client with this NIF already exists' },
          { index: 2, field: 'nif', message: expect.any(String) },
          { index: 3, field: 'address.number', message: 'is required' },
          { index: 4, field: 'preferred_payment_method.method', message: expect.any(String) },
        ],
      },
      meta: (refused.body as { meta: object }).meta,
    });
    const rowsOf = looked.body as {
      data: { customers_validation: { status: string; errors: { code: string }[] }[] };
    };
    expect(looked.status).toBe(200);
    expect(
      rowsOf.data.customers_validation.map(({ status, errors }) => [
        status,
        ...errors.map(({ code }) => code),
      ]),
    ).toEqual([
      ['VALID'],
      ['DUPLICATE', 'CONFLICT'],
      ['NIF_INVALID', 'VALIDATION_ERROR'],
      ['ERROR', 'VALIDATION_ERROR'],
      ['ERROR', 'INVALID_JSON_FORMAT'],
    ]);
    expect(await tenantState('beel', own.ref().tenant)).toEqual(before);
  });
});
