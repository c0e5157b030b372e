import * as z from 'zod/mini';
import { uuid } from '../../../shared/fields/identifiers.ts';
import { requestedBy101 as address } from '../customers/address-request.ts';
import { requested as alternativeId } from '../customers/alternative-id-request.ts';
import { phone } from '../customers/customer-request.ts';
import { requestedBy101 as paymentInfo } from '../customers/payment-info-request.ts';
import { email, number, percentage, text } from '../dialect/fields.ts';

/*
 * What a new invoice is made of, with the limits of OpenAPI 1.0.1 (https://docs.beel.es/invoices/createInvoice).
 * Null is the same as left out.
 */

/** For a registered customer the stored data are used. Whatever else a request says of it is ignored, not checked. */
const registeredOrAdHoc = (recipient: unknown): unknown => {
  const customer_id = (recipient as { customer_id?: unknown } | null | undefined)?.customer_id;
  return customer_id === undefined || customer_id === null ? recipient : { customer_id };
};

const recipient = () =>
  z.pipe(
    z.transform(registeredOrAdHoc),
    z.object({
      customer_id: z.nullish(uuid()),
      legal_name: z.nullish(text({ min: 1, max: 255 })),
      trade_name: z.nullish(text({ min: 1, max: 255 })),
      nif: z.nullish(text({ max: 9, pattern: /^[A-Za-z0-9]{9}$/ })),
      alternative_id: z.nullish(alternativeId()),
      address: z.nullish(address()),
      phone: z.nullish(phone()),
      email: z.nullish(email()),
    }),
  );

export type Recipient = z.output<ReturnType<typeof recipient>>;

/** The vendor's limit for prices. For quantities it is our choice: sums stay within what a double holds exactly. */
const MOST = 999_999.9999;

const STANDARD_TAX = { type: 'IVA', percentage: 21, regime_key: '01' } as const;

/** The vendor's default tax and surcharges; the rates of withholding and surcharge are those of Spanish law. */
const line = () =>
  z.object({
    description: text({ min: 1, max: 500 }),
    // Negative for discounts.
    quantity: number(-MOST, MOST),
    unit: z._default(text({ min: 1, max: 50 }), 'hours'),
    unit_price: number(0, MOST).check(z.positive()),
    discount_percentage: z._default(percentage(), 0),
    main_tax: z._default(
      z.object({
        type: z.enum(['IVA', 'IGIC', 'IPSI', 'OTHER']),
        percentage: percentage(),
        regime_key: z._default(text({ pattern: /^[0-9]{2}$/ }), '01'),
      }),
      STANDARD_TAX,
    ),
    equivalence_surcharge_rate: z.optional(z.literal([0, 0.5, 1.4, 5.2])),
    irpf_rate: z.optional(z.literal([0, 2, 7, 15, 19, 21, 24])),
  });

export type Line = z.output<ReturnType<typeof line>>;

/** Our choice: as many as fit into one DynamoDB item. */
const MOST_LINES = 1_000;

/** Our choice: what is much deeper overflows the stack of whatever writes it as JSON, an unexpected error. */
const DEEPEST = 32;

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1)));

/** Our choice, so that a draft fits into an item. Bytes of the JSON as it is stored: `1e20` is stored as 21 digits. */
const MOST_METADATA = 64 * 1024;

const isLonger = (value: unknown): boolean => Buffer.byteLength(JSON.stringify(value)) > MOST_METADATA;

const metadata = () =>
  z.record(z.string(), z.unknown()).check(
    z.refine((value) => !isDeeper(value, DEEPEST), {
      error: `must not be deeper than ${DEEPEST} levels`,
      abort: true,
    }),
    z.refine((value) => !isLonger(value), `must not be longer than ${MOST_METADATA} bytes`),
  );

/** An invoice as a client writes it. */
export const requested = () =>
  z.object({
    type: z.enum(['STANDARD', 'SIMPLIFIED', 'CORRECTIVE']),
    series_id: z.nullish(uuid()),
    operation_date: z.nullish(z.iso.date()),
    due_date: z.nullish(z.iso.date()),
    recipient: recipient(),
    lines: z.array(line()).check(z.minLength(1), z.maxLength(MOST_LINES)),
    payment_info: z.nullish(paymentInfo()),
    notes: z.nullish(text({ max: 1_000 })),
    metadata: z.nullish(metadata()),
    options: z.nullish(z.object({ issue_directly: z.nullish(z.boolean()) })),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
