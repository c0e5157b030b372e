import { ALTERNATIVE_ID_TYPES } from '../customers/alternative-id-types.ts';
import { refused } from '../dialect/errors.ts';
import type { CalculatedLine } from './invoice-totals.ts';
import { type Recipient, requireComplete } from './recipient.ts';

/** What the rules look at: an invoice as it is going to be stored. */
interface Ruled {
  readonly type: string;
  readonly recipient: Recipient;
  readonly lines: readonly CalculatedLine[];
  readonly totals: { readonly invoice_total: number };
}

/** Euros with taxes. */
const MOST_SIMPLIFIED = 3_000;

/** What type, recipient, lines and totals of an invoice must be to each other. @throws Failure with the vendor's codes */
export function requireConsistent({ type, recipient, lines, totals }: Ruled): void {
  requireComplete(recipient, type);
  if (lines.some(({ exemption_reason }) => exemption_reason === 'EXENTA_ART_25')) requireVatNumber(recipient);
  if (type !== 'SIMPLIFIED') return;
  if (lines.some(({ irpf_rate }) => irpf_rate))
    throw refused(422, 'SIMPLIFICADA_FORBIDS_IRPF', 'A simplified invoice withholds no income tax');
  if (recipient.nif || recipient.alternative_id) {
    const message = 'A simplified invoice names no recipient with a tax id; a registered customer has one';
    throw refused(422, 'SIMPLIFIED_INVOICE_FORBIDS_IDENTIFIED_RECIPIENT', message, {});
  }
  requireLimit(totals, MOST_SIMPLIFIED);
}

export function requireLimit({ invoice_total }: Ruled['totals'], most: number): void {
  if (invoice_total <= most) return;
  const message = `A simplified invoice is of at most ${most} euros with taxes`;
  throw refused(422, 'SIMPLIFIED_INVOICE_EXCEEDS_LEGAL_LIMIT', message, {});
}

/** For deliveries within the European Union. */
function requireVatNumber({ alternative_id }: Recipient): void {
  if (alternative_id?.type === ALTERNATIVE_ID_TYPES.NIF_IVA) return;
  const message = 'EXENTA_ART_25 needs a recipient with an alternative_id of type NIF_IVA';
  throw refused(400, 'EXEMPTION_REQUIRES_RECIPIENT_ID_TYPE', message);
}

/** What `requireConsistent` may refuse with. */
export const INVOICE_FAILURES = {
  400: ['EXEMPTION_REQUIRES_RECIPIENT_ID_TYPE'],
  422: [
    'RECIPIENT_ADDRESS_REQUIRED',
    'SIMPLIFICADA_FORBIDS_IRPF',
    'SIMPLIFIED_INVOICE_FORBIDS_IDENTIFIED_RECIPIENT',
    'SIMPLIFIED_INVOICE_EXCEEDS_LEGAL_LIMIT',
  ],
} as const;
