import { isDeepStrictEqual } from 'node:util';
import type { Item, State } from '../support/stored-state.ts';
import { observations } from './observed.ts';

/**
 * What is stored and should not be: writes of refused requests, writes that name no request, and counts that differ
 * from the links. Every write leaves its request's id in a stamp, so it is enough to look once, at the end.
 */
export function unexplainedWrites(before: State, after: State): string[] {
  const live = [...after.values()].filter(({ customerKey }) => customerKey !== undefined);
  const links = Map.groupBy(live, ({ customerKey }) => customerKey);
  const recurring = (pk: unknown) =>
    links.get(pk)?.filter(({ sk }) => sk === 'RECURRING_INVOICE').length ?? 0;
  const missing = [...before]
    .filter(([key, item]) => !after.has(key) && !isGivenUp(item, after))
    .map(([key]) => `${key} is gone`);
  const written = [...after].flatMap(([key, item]) => problemsOf(key, item, before.get(key), after));
  const miscounted = [...after.values()]
    .filter(
      ({ sk, pk, linkCount, recurringCount = 0 }) =>
        sk === 'CUSTOMER' && (linkCount !== (links.get(pk)?.length ?? 0) || recurringCount !== recurring(pk)),
    )
    .map(({ pk }) => `the counts of ${pk} are wrong`);
  return [...missing, ...written, ...miscounted];
}

/** Whether it is a unique key whose owner gave it up, or was deleted: the write is in the owner's stamp. */
function isGivenUp({ pk, holder }: Item, after: State): boolean {
  if (after.get(`${holder} INVOICE`)?.deletion) return true;
  const owner = after.get(`${holder} CUSTOMER`);
  const value = /[^#:]+$/.exec(String(pk))?.[0] as string;
  return owner !== undefined && !JSON.stringify(owner.profile).includes(value);
}

function problemsOf(key: string, item: Item, former: Item | undefined, after: State): string[] {
  const formerRequests = former ? requestsIn(former) : new Set<string>();
  const requests = [...requestsIn(item)].filter((id) => !formerRequests.has(id));
  const refused = requests.flatMap((id) => {
    const { operation, status, mayWrite, event } = observations.get(id) ?? { mayWrite: true };
    return mayWrite ? [] : [`${key} was written by ${operation}, which answered ${status} to ${event}`];
  });
  const isExplained =
    requests.length > 0 ||
    isOwned(item, after) ||
    leadsTo(item, after) ||
    isTaken(item, after) ||
    (former && isDeepStrictEqual(uncounted(item), uncounted(former)));
  return [...refused, ...(isExplained ? [] : [`${key} was written by nobody`])];
}

/** Whether it counts numbers, and the last one is an invoice's: it is written in the transaction of the invoice. */
function isTaken({ pk, sk, next }: Item, after: State): boolean {
  const [, tenant, , series] = String(pk).split('#');
  return (
    sk === 'NUMBERS' &&
    [...after.values()].some(({ pk: other, fields }) => {
      const invoice = fields as { number?: number; series?: { id: string } } | undefined;
      const isOfSeries = String(other).split('#')[1] === tenant && invoice?.series?.id === series;
      return isOfSeries && invoice?.number === Number(next) - 1;
    })
  );
}

/** Whether it is a unique key: it is written in the transaction that creates its owner, and stamped there. */
function isOwned({ holder }: Item, after: State): boolean {
  const kind = String(holder).split('#')[2];
  return after.has(`${holder} CUSTOMER`) || after.has(`${holder} ${kind}`);
}

/** Whether it leads to an AR item that is there: it is written in the transaction of the item. */
function leadsTo({ pk, sk }: Item, after: State): boolean {
  const [vendor, tenant] = pk.split('#');
  const [, id] = sk.split('#');
  return id !== undefined && after.has(`${vendor}#${tenant}#AR_ITEM#${id} AR_ITEM`);
}

/** Ids of the requests that an item's stamps name. */
const requestsIn = (item: Item): Set<string> =>
  new Set(
    ['creation', 'update', 'deactivation', 'deletion'].flatMap(
      (name) => (item[name] as { requestId?: string } | undefined)?.requestId ?? [],
    ),
  );

/** Counting a link leaves no stamp on the customer. */
const uncounted = ({ linkCount, recurringCount, ...item }: Item) => item;
