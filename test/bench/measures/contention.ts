import { randomUUID } from 'node:crypto';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import { GaveUp } from '../../../shared/dynamodb/gave-up.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { openConflictWindow } from '../conflict-window.ts';

/** What clients met that attached to one customer, all at the same time. */
export interface Contention {
  readonly clients: number;
  /** Milliseconds of each attach, with all its attempts. */
  readonly durations: readonly number[];
  /** Attempts that a conflict cancelled. */
  readonly conflicts: number;
  /** Attaches whose time was over: a client is answered 500, or 409. */
  readonly givenUp: number;
}

/** Lets so many clients at a time attach invoices to one customer, each one after the other, as fast as they can. */
export async function measureContention(crowds: readonly number[], attaches: number): Promise<Contention[]> {
  const measured: Contention[] = [];
  for (const clients of crowds) measured.push(await contend(clients, Math.ceil(attaches / clients)));
  return measured;
}

async function contend(clients: number, attachesOfEach: number): Promise<Contention> {
  const ref = { vendor: 'bench', tenant: randomUUID(), id: 'c1' };
  await createCustomer(receivables(), { ref, profile: {}, reference: {} }, newStamp());
  const window = openConflictWindow(documentClient);
  const durations: number[] = [];
  let givenUp = 0;
  const client = async () => {
    for (let n = 0; n < attachesOfEach; n++) {
      const began = performance.now();
      if (!(await attach(ref))) givenUp++;
      durations.push(performance.now() - began);
    }
  };
  try {
    await Promise.all(Array.from({ length: clients }, client));
  } finally {
    window.close();
  }
  return { clients, durations, conflicts: window.conflicts, givenUp };
}

/** Whether a new invoice was attached before the time for it was over. */
async function attach(customer: CustomerRef): Promise<boolean> {
  const dependent = { ref: { ...customer, kind: 'INVOICE', id: randomUUID() }, fields: {}, customer };
  try {
    const { outcome } = await attachDependents(receivables(), [dependent], newStamp());
    if (outcome !== 'attached') throw new Error(`not attached: ${outcome}`);
    return true;
  } catch (error) {
    if (error instanceof GaveUp) return false;
    throw error;
  }
}

const newStamp = () => ({ at: new Date().toISOString(), by: 'bench', requestId: randomUUID() });
