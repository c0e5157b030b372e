import { readItems } from '../../dynamodb/read-items.ts';
import type { Table } from '../../dynamodb/tables.ts';
import { customerKey, dependentKey, type Tenant } from '../keys.ts';
import { type ListAttributes, orderIn } from './listing.ts';
import { isInRange, type Place } from './order.ts';
import type { ListedItem, ListLimits, ListOutcome, ListRequest, TooLarge } from './request.ts';

/** What all steps of a list need. */
export interface Asked<Item> {
  readonly table: Table;
  readonly request: ListRequest<Item>;
  readonly limits: ListLimits;
  readonly listKeys: ReadonlySet<string>;
}

/** Items that are read at a time. All 5,000 of a page may be large: it is given up where it has become too large. */
const PORTION = 300;

/**
 * Bytes of what is shown of a page's items in an answer: to Lambda, which sends 6 MB, it is a text in JSON, so that each
 * quote in it takes two bytes and each escaped one four.
 */
const MOST_SENT = 6_000_000;

/** Counts the bytes of what an answer has of a page's items. */
export class AnswerSize {
  readonly #most: number;
  #size = 0;
  #sent = 0;

  constructor({ bytes }: Pick<ListLimits, 'bytes'>) {
    this.#most = bytes;
  }

  /** Whether there is room for one more item. */
  takes(shown: unknown): boolean {
    const json = JSON.stringify(shown);
    this.#size += Buffer.byteLength(json);
    this.#sent += Buffer.byteLength(JSON.stringify(json));
    return this.#size <= this.#most && this.#sent <= MOST_SENT;
  }
}

/** What is on a page. */
export type Page<Item> =
  | { readonly outcome: 'listed'; readonly items: readonly Item[]; readonly gone: number }
  | TooLarge;

export const withTotal = <Item>(page: Page<Item>, total: number): ListOutcome<Item> =>
  page.outcome === 'listed' ? { outcome: 'listed', items: page.items, total: total - page.gone } : page;

/** The items in these places, without those that the index has of an earlier state. */
export async function pageOf<Item extends ListedItem>(
  asked: Asked<Item>,
  places: readonly Place[],
): Promise<Page<Item>> {
  // An item whose row moves on while rows are read is met twice, and no batch may name it twice.
  const keys = [...new Set(places.map(({ pk }) => pk))];
  const { shown = (item: Item) => item } = asked.request;
  const items: Item[] = [];
  const size = new AnswerSize(asked.limits);
  for (const portion of portionsOf(keys)) {
    for (const item of await wantedItems(asked, portion)) {
      if (!size.takes(shown(item))) return { outcome: 'tooLarge', fitting: items.length };
      items.push(item);
    }
  }
  return { outcome: 'listed', items, gone: places.length - items.length };
}

/** The keys of these items, each once. */
export const keysOf = (tenant: Tenant, kind: string, ids: readonly string[]): string[] => {
  const keyOf = (id: string) =>
    kind === 'CUSTOMER' ? customerKey({ ...tenant, id }) : dependentKey({ ...tenant, kind, id });
  return [...new Set(ids)].map(keyOf);
};

export function* portionsOf(keys: readonly string[]) {
  for (let start = 0; start < keys.length; start += PORTION) yield keys.slice(start, start + PORTION);
}

/** Those of the items that are wanted still, as they are now. */
export async function wantedItems<Item extends ListedItem>(
  {
    table,
    request,
    listKeys,
  }: Pick<Asked<Item>, 'table' | 'listKeys'> & {
    readonly request: Pick<ListRequest<Item>, 'kind' | 'filter' | 'range' | 'confirm'>;
  },
  keys: readonly string[],
): Promise<readonly Item[]> {
  const { kind, confirm } = request;
  const found = await readItems<Item>(
    table,
    keys.map((pk) => ({ pk, sk: kind })),
  );
  const items = keys.flatMap((pk) => {
    const item = found.get(pk);
    return item && listKeys.has(item.listKey ?? '') && isWanted(item, request) ? [item] : [];
  });
  return confirm ? confirm(items) : items;
}

export const isWanted = (
  { listed, listOrder }: Partial<ListAttributes>,
  { filter, range }: Pick<ListRequest, 'filter' | 'range'>,
): boolean =>
  listed !== undefined &&
  listOrder !== undefined &&
  (!range || isInRange(listOrder, range)) &&
  (!filter || filter(listed, orderIn(listOrder)));
