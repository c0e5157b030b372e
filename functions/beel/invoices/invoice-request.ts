import * as z from 'zod/mini';
import { uuid } from '../../../shared/fields/identifiers.ts';
import { requested as paymentInfo } from '../customers/payment-info-request.ts';
import { email, text } from '../dialect/fields.ts';
import { lines } from './line-request.ts';
import { requested as recipient } from './recipient-request.ts';

/** Our choice: what is much deeper overflows the stack of whatever writes it as JSON, an unexpected error. */
const DEEPEST = 32;

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1)));

/** Our choice, so that a draft fits into an item. Bytes of the JSON as it is stored: `1e20` is stored as 21 digits. */
const MOST_METADATA = 64 * 1024;

const isLonger = (value: unknown): boolean => Buffer.byteLength(JSON.stringify(value)) > MOST_METADATA;

export const metadata = () =>
  z.record(z.string(), z.unknown()).check(
    z.refine((value) => !isDeeper(value, DEEPEST), {
      error: `must not be deeper than ${DEEPEST} levels`,
      abort: true,
    }),
    z.refine((value) => !isLonger(value), `must not be longer than ${MOST_METADATA} bytes`),
  );

export const notes = () => z.nullish(text({ max: 1_000 }));

/** How an invoice would be mailed. This service keeps it and mails nothing. How many addresses it takes is our choice. */
export const emailConfig = () =>
  z.object({
    recipients: z.array(email()).check(z.minLength(1), z.maxLength(50)),
    cc: z.nullish(z.array(email()).check(z.maxLength(50))),
    subject: z.nullish(text({ min: 1, max: 200 })),
    message: z.nullish(text({ min: 1, max: 2_000 })),
  });

const yesOrNo = () => z.nullish(z.boolean());

/** The name of earlier versions of the API is read too. */
const formerNames = (body: unknown): unknown => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const { external_reference, ...others } = body as Record<string, unknown>;
  return external_reference === undefined ? body : { external_ref: external_reference, ...others };
};

/** An invoice as a client of OpenAPI 1.9.0 writes it. Null is the same as left out. */
export const requested = () =>
  z.pipe(
    z.transform(formerNames),
    z.object({
      type: z.enum(['STANDARD', 'SIMPLIFIED', 'PROFORMA']),
      series_id: z.nullish(uuid()),
      operation_date: z.nullish(z.iso.date()),
      due_date: z.nullish(z.iso.date()),
      valid_until: z.nullish(z.iso.date()),
      recipient: recipient(),
      lines: lines(),
      payment_info: z.nullish(paymentInfo()),
      notes: notes(),
      external_ref: z.nullish(text({ min: 1, max: 255 })),
      metadata: z.nullish(metadata()),
      options: z.nullish(
        z.object({
          issue_directly: yesOrNo(),
          wait_for_pdf: yesOrNo(),
          send_automatically: yesOrNo(),
          attach_source_invoices: yesOrNo(),
          email_config: z.nullish(emailConfig()),
        }),
      ),
    }),
  );

export type Requested = z.output<ReturnType<typeof requested>>;
