import { randomUUID } from 'node:crypto';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { tell } from '../../../shared/receivables/feed/tell.ts';
import {
  entryOrder,
  type HistoryEntry,
  historyEnd,
  historyKey,
} from '../../../shared/receivables/history/entry.ts';
import {
  type CustomerRef,
  customerKey,
  type DependentRef,
  dependentKey,
} from '../../../shared/receivables/keys.ts';
import type { Answer } from '../../support/http.ts';

export const PATH = '/operator/v1/events';

const CREATION = { at: '2026-11-30T12:00:00.000Z', by: 'asha', requestId: 'creation' };

type Fields = Partial<Omit<HistoryEntry, 'pk' | 'sk' | 'kind'>>;

const entry = (pk: string, kind: string, { version = 1, ...fields }: Fields): HistoryEntry => ({
  pk: historyKey(pk),
  sk: entryOrder(CREATION, version),
  ...{ kind, version, by: 'asha', requestId: randomUUID(), change: 'updated' },
  at: `2026-11-30T12:00:${String(version % 60).padStart(2, '0')}.000Z`,
  expiresAt: historyEnd(),
  ...fields,
});

/** A change of a customer, as the worker keeps it. */
export const changeOf = (ref: CustomerRef, fields: Fields = {}): HistoryEntry =>
  entry(customerKey(ref), 'CUSTOMER', fields);

/** A change of what refers to a customer. */
export const linkOf = (ref: DependentRef, fields: Fields & { readonly customerId: string }): HistoryEntry =>
  entry(dependentKey(ref), ref.kind, fields);

/** Puts changes into the feed, one after the other. */
export async function feed(...entries: readonly HistoryEntry[]): Promise<void> {
  for (const each of entries) await tell(receivables(), [each]);
}

export interface Event {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly sequence: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Page {
  readonly items: readonly Event[];
  readonly next: string;
  readonly more: boolean;
  readonly missed: boolean;
}

export const pageOf = ({ status, body }: Answer): Page => {
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as Page;
};
