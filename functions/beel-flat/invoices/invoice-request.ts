import * as z from 'zod/mini';
import { uuid } from '../../../shared/fields/identifiers.ts';
import { requestedBy101 as paymentInfo } from '../../beel/customers/payment-info-request.ts';
import { number, percentage, text } from '../../beel/dialect/fields.ts';
import { metadata, notes } from '../../beel/invoices/invoice-request.ts';
import { MOST, MOST_LINES } from '../../beel/invoices/line-request.ts';
import { TAX_TYPES } from '../../beel/invoices/taxes.ts';
import { requested as recipient } from './recipient-request.ts';

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
        type: z.enum(TAX_TYPES),
        percentage: percentage(),
        regime_key: z._default(text({ pattern: /^[0-9]{2}$/ }), '01'),
      }),
      STANDARD_TAX,
    ),
    equivalence_surcharge_rate: z.optional(z.literal([0, 0.5, 1.4, 5.2])),
    irpf_rate: z.optional(z.literal([0, 2, 7, 15, 19, 21, 24])),
  });

export const lines = () => z.array(line()).check(z.minLength(1), z.maxLength(MOST_LINES));

/**
 * An invoice as a client of OpenAPI 1.0.1 writes it (https://docs.beel.es/invoices/createInvoice). Null is the same as
 * left out. The order of the fields is that of the marks of earlier versions: see creationOf.
 */
export const requested = () =>
  z.object({
    type: z.enum(['STANDARD', 'SIMPLIFIED', 'CORRECTIVE']),
    series_id: z.nullish(uuid()),
    operation_date: z.nullish(z.iso.date()),
    due_date: z.nullish(z.iso.date()),
    recipient: recipient(),
    lines: lines(),
    payment_info: z.nullish(paymentInfo()),
    notes: notes(),
    metadata: z.nullish(metadata()),
    options: z.nullish(z.object({ issue_directly: z.nullish(z.boolean()) })),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
