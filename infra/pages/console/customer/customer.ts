import type { Answered as Customer } from '../../../../functions/operator/customers/customer-response.ts';
import type { Answered as Preview } from '../../../../functions/operator/customers/deletion-preview-response.ts';
import type { Answered as VendorRequest } from '../../../../functions/operator/customers/vendor-request-response.ts';
import type { Answered as Dependent } from '../../../../functions/operator/dependents/dependent-response.ts';
import type { Answered as HistoryPart } from '../../../../functions/operator/history/entry-response.ts';
import { ask, askFor, type Exchange, Refusal } from '../service/ask.ts';
import { operator } from '../service/session.ts';

export type { Customer, Dependent, HistoryPart, Preview, VendorRequest };

/** Whose page it is, as the operator's dialect calls it. */
export interface CustomerName {
  readonly vendor: string;
  readonly tenant: string;
  readonly id: string;
}

/** A customer as it was seen, and what `If-Match` takes of that. */
export interface Seen {
  readonly customer: Customer;
  readonly tag: string;
  /** Undefined where it could not be asked for. */
  readonly preview: Preview | undefined;
}

export const pathOf = ({ vendor, tenant, id }: CustomerName): string =>
  `/operator/v1/${vendor}/${encodeURIComponent(tenant)}/customers/${encodeURIComponent(id)}`;

/** @throws Refusal, Unanswered */
export async function readCustomer(name: CustomerName, signal: AbortSignal): Promise<Seen> {
  const path = pathOf(name);
  const [exchange, preview] = await Promise.all([
    ask({ method: 'GET', path }, operator.value, signal),
    // The page is of use without it.
    askFor<Preview>({ method: 'POST', path: `${path}/deletion-preview` }, operator.value, signal).catch(
      () => undefined,
    ),
  ]);
  return { ...seenIn(exchange), preview };
}

function seenIn(exchange: Exchange): Pick<Seen, 'customer' | 'tag'> {
  if (exchange.status >= 400) throw new Refusal(exchange);
  return { customer: exchange.body as Customer, tag: exchange.headers.etag ?? '' };
}
