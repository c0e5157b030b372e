import { isDeepStrictEqual } from 'node:util';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../shared/dynamodb/tables.ts';
import { readNextNumber } from '../../shared/receivables/dependents/numbers.ts';
import type { CustomerItem, DependentItem } from '../../shared/receivables/items.ts';
import { type CustomerRef, customerItemKey, dependentItemKey } from '../../shared/receivables/keys.ts';
import { listKey, stateOf } from '../../shared/receivables/lists/listing.ts';
import { lookUp } from '../../shared/receivables/records/lookups.ts';
import { readRecord } from '../../shared/receivables/records/read.ts';
import { isFence } from '../../shared/receivables/repeats/fence.ts';
import type { Crowd } from './crowd.ts';
import type { CustomerRequest, CustomerState } from './customer-model.ts';
import { type DependentState, NO_DEPENDENT } from './dependent-model.ts';
import type { Recorded } from './history.ts';
import { changesOf, counterOf, creditsOf, lookupOf, recordOf } from './requests.ts';

/** What is stored when all requests are over. */
export interface Rest {
  /** The same as the last entry of a history. */
  readonly recorded: Recorded;
  /** What is wrong whatever the order of the requests was. */
  readonly violations: readonly string[];
}

export async function readRest(table: Table, crowd: Crowd, when: number): Promise<Rest> {
  const dependents = new Map<string, DependentState>();
  for (const ref of crowd.dependents)
    dependents.set(ref.id, dependentState(await stored<DependentItem>(table, dependentItemKey(ref))));
  const customers: [string, CustomerRequest][] = [];
  const violations = [...(await wrongNumbers(table, crowd)), ...(await halfCredits(table, crowd))];
  const taxIds = new Map<unknown, string[]>();
  for (const ref of crowd.customers) {
    const item = await stored<CustomerItem>(table, customerItemKey(ref));
    const { linkCount = Number.NaN, profile } = item ?? { linkCount: 0 };
    const links = [...dependents].filter(([, { customer }]) => customer === ref.id).map(([id]) => id);
    const recurring = crowd.dependents.filter(
      ({ id, kind }) => kind === 'RECURRING_INVOICE' && links.includes(id),
    );
    const { recurringCount = 0 } = item ?? {};
    if (recurringCount !== recurring.length)
      violations.push(`customer ${ref.id}: recurringCount is ${recurringCount}, not ${recurring.length}`);
    if (item && !isFence(item)) violations.push(...wrongPlace(ref, item));
    const kept: CustomerState['kept'] = item?.deletion &&
      profile && {
        status: item.deactivation ? 'inactive' : 'active',
        updates: Number(profile.updates),
      };
    const state = {
      status: status(item),
      links: links.sort(),
      updates: Number(profile?.updates),
      isProtected: item?.protection !== undefined,
      ...(kept && { kept }),
    };
    const taxId = item?.deletion ? undefined : item?.profile?.taxId;
    if (taxId !== undefined) taxIds.set(taxId, [...(taxIds.get(taxId) ?? []), ref.id]);
    customers.push([ref.id, { did: 'rest', answer: { ...state, linkCount } }]);
  }
  const testimony = {
    customers,
    dependents: [...dependents].map(([id, answer]) => [id, { did: 'rest', answer }] as const),
  };
  const shared = [...taxIds].filter(([, ids]) => ids.length > 1);
  return {
    recorded: { name: 'what is stored in the end', invoked: when, returned: when, testimony },
    violations: [
      ...violations,
      ...shared.map(([taxId, ids]) => `${taxId} is the tax id of ${ids.join(' and ')}`),
    ],
  };
}

/** What is wrong with the place that a customer has in lists, or should have. */
function wrongPlace(ref: CustomerRef, item: CustomerItem): string[] {
  const { profile, listed, listOrder } = item;
  const key = listKey(ref, 'CUSTOMER', stateOf(item));
  const expected = profile && [profile.updates, key, `${profile.updates}\t${ref.id}`];
  const place = [listed?.updates, item.listKey, listOrder];
  if (expected ? isDeepStrictEqual(place, expected) : place.every((part) => part === undefined)) return [];
  return [`customer ${ref.id}: in lists it is ${place}, not ${expected}`];
}

/** What is wrong with the numbers that dependents took: of 1 and all after it, each must have been given once. */
async function wrongNumbers(table: Table, { dependents }: Crowd): Promise<string[]> {
  const [first] = dependents;
  if (!first) return [];
  const given: number[] = [];
  for (const ref of dependents) {
    const item = await stored<DependentItem>(table, dependentItemKey(ref));
    if (item?.fields.number !== undefined) given.push(Number(item.fields.number));
  }
  const next = await readNextNumber(table, counterOf(first), 1);
  const numbers = given.sort((one, other) => one - other).join(', ');
  const wanted = Array.from({ length: next - 1 }, (_, index) => index + 1).join(', ');
  return numbers === wanted ? [] : [`the numbers given are ${numbers}, and the next is ${next}`];
}

/** What is wrong with credits: each has its record, its lookup and its name in what it credits, or none of them. */
async function halfCredits(table: Table, { dependents }: Crowd): Promise<string[]> {
  const credited = new Map<string, string>();
  const items = new Map<string, DependentItem>();
  for (const ref of dependents) {
    const item = await stored<DependentItem>(table, dependentItemKey(ref));
    if (!item || isFence(item)) continue;
    items.set(ref.id, item);
    for (const id of creditsOf(item)) credited.set(id, ref.id);
  }
  const wrong: string[] = [];
  for (const ref of dependents.filter(({ kind }) => kind === 'AR_ITEM')) {
    const of = items.get(ref.id)?.fields.of;
    const record = await readRecord(table, recordOf(ref));
    const found = await lookUp(table, lookupOf(ref), 2);
    const isThere = of !== undefined;
    const isWhole =
      credited.get(ref.id) === of && (record !== undefined) === isThere && found.length === (isThere ? 1 : 0);
    if (!isWhole) wrong.push(`dependent ${ref.id}: half of a credit of ${of} is stored`);
  }
  return wrong;
}

async function stored<Item>({ client, name }: Table, Key: Record<string, string>) {
  const { Item } = await client.send(new GetCommand({ TableName: name, Key, ConsistentRead: true }));
  return Item as Item | undefined;
}

/** An item that is only a fence stands for no dependent. */
function dependentState(item: DependentItem | undefined): DependentState {
  if (!item || isFence(item)) return NO_DEPENDENT;
  const customer = item.customerKey?.split('#').at(-1);
  return {
    status: item.deletion ? 'deleted' : 'live',
    ...(customer !== undefined && { customer }),
    changes: changesOf(item),
  };
}

function status(item: CustomerItem | undefined): CustomerState['status'] {
  if (!item || item.deletion) return 'gone';
  return item.deactivation ? 'inactive' : 'active';
}
