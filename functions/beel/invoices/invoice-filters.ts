import * as z from 'zod/mini';
import { uuid } from '../../../shared/fields/identifiers.ts';
import { listOfWords, parameter, yesOrNo } from '../../../shared/fields/parameters.ts';
import { PAYMENT_METHODS } from '../customers/payment-methods.ts';
import { paging, sortOrder } from '../dialect/paging.ts';

/** Those that there are none of here are found in no list. */
const STATUSES = [
  ...['SCHEDULED', 'DRAFT', 'ISSUED', 'SENT', 'PAID', 'OVERDUE', 'RECTIFIED', 'VOIDED', 'CONVERTED'],
  ...['ACTIVE', 'EXPIRED'],
] as const;

/** What the list can be ordered by: the vendor names three and says that there are more. */
const ORDERS = [
  'issue_date',
  'invoice_number',
  'invoice_total',
  'taxable_base',
  'recipient_name',
  'status',
] as const;

const amount = () =>
  z.optional(
    parameter(z.number('must be a number'), (text) =>
      /^-?\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : text,
    ),
  );

const word = () => z.optional(z.string());

/** What both generations filter by. Filters combine with AND, and what is empty filters nothing. */
const common = () => ({
  ...paging(),
  search: word(),
  status: listOfWords(STATUSES),
  payment_method: listOfWords(PAYMENT_METHODS),
  type: z.optional(z.enum(['STANDARD', 'CORRECTIVE', 'SIMPLIFIED', 'PROFORMA'])),
  fiscal_only: z._default(yesOrNo(), false),
  customer_id: z.optional(uuid()),
  date_from: z.optional(z.iso.date()),
  date_to: z.optional(z.iso.date()),
  invoice_number: word(),
  recipient_name: word(),
  recipient_nif: word(),
  series_code: word(),
  external_ref: word(),
  taxable_base_min: amount(),
  taxable_base_max: amount(),
  total_min: amount(),
  total_max: amount(),
  verifactu_status: z.optional(z.enum(['PENDING', 'ACCEPTED', 'VOIDED', 'REJECTED', 'NOT_SUBMITTED'])),
  verifactu_enabled: z.optional(yesOrNo()),
  sort_by: z._default(z.enum(ORDERS), 'issue_date'),
  sort_order: sortOrder('desc'),
});

/** `metadata[key]=value` */
const METADATA = /^metadata\[([A-Za-z0-9_\-.]{1,64})\]$/;

const MOST_METADATA = 50;

/** Takes parameters of any key of metadata, and no other that it does not know. */
const withMetadata = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.pipe(
    z.catchall(z.object(shape), z.string()).check(({ value, issues }) => {
      const others = Object.keys(value).filter((name) => !(name in shape));
      const unknown = others.filter((name) => !METADATA.test(name));
      if (unknown.length > 0) issues.push({ code: 'unrecognized_keys', keys: unknown, input: value });
      if (others.length > MOST_METADATA) {
        const message = `at most ${MOST_METADATA} keys are taken`;
        issues.push({ code: 'custom', path: ['metadata'], input: value, message });
      }
    }),
    z.transform((query) => ({ ...(query as Known<Shape>), metadata: metadataIn(query) })),
  );

type Known<Shape extends z.core.$ZodShape> = z.output<z.ZodMiniObject<Shape>>;

export type Metadata = readonly (readonly [key: string, value: string])[];

/** The keys and values of metadata that are asked for. */
const metadataIn = (query: object): Metadata =>
  Object.entries(query).flatMap(([name, value]) => {
    const key = METADATA.exec(name)?.[1];
    return key === undefined ? [] : [[key, value as string] as const];
  });

/** Which invoices a client wants to see, and how. */
export const filters = () => withMetadata({ ...common(), rectified_invoice_id: z.optional(uuid()) });

/** Those of flat routes: `external_ref` has its old name as well, and none asks for correctives. */
export const flatFilters = () => withMetadata({ ...common(), external_reference: word() });

export type Filters = z.output<ReturnType<typeof filters>>;
