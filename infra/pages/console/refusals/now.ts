import type { Answered as Customer } from '../../../../functions/operator/customers/customer-response.ts';
import type { Answered as Preview } from '../../../../functions/operator/customers/deletion-preview-response.ts';
import { askFor, Refusal } from '../service/ask.ts';
import { operator } from '../service/session.ts';
import type { TenantName } from './lookup.ts';

export type { Customer, Preview };

export type CustomerRef = TenantName & { readonly id: string };

/** A customer as it is now. Both are undefined where nothing of it is stored any more. */
export interface Now {
  readonly customer?: Customer;
  readonly preview?: Preview;
}

/** Reads a customer, and what would become of a delete now. */
export async function readNow({ vendor, tenant, id }: CustomerRef, signal: AbortSignal): Promise<Now> {
  const path = `/operator/v1/${vendor}/${encodeURIComponent(tenant)}/customers/${encodeURIComponent(id)}`;
  try {
    const [customer, preview] = await Promise.all([
      askFor<Customer>({ method: 'GET', path }, operator.value, signal),
      askFor<Preview>({ method: 'POST', path: `${path}/deletion-preview` }, operator.value, signal),
    ]);
    return { customer, preview };
  } catch (error) {
    if (error instanceof Refusal && error.exchange.status === 404) return {};
    throw error;
  }
}
