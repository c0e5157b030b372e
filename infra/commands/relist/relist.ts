import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type Listings, listings } from '../../../functions/listings.ts';
import { type Postings, postings } from '../../../functions/postings.ts';
import { now } from '../../../shared/clock.ts';
import { sendRead } from '../../../shared/dynamodb/send.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { dependentRefOf, type Tenant } from '../../../shared/receivables/keys.ts';
import { isFence } from '../../../shared/receivables/repeats/fence.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { registerTenants } from '../../../shared/receivables/tenants/register.ts';
import { itemCount } from '../recount/course.ts';
import { listItem, placeOf, type StoredItem } from './list-item.ts';

export interface RelistOptions {
  /** What lists know of items; of all vendors without it. */
  readonly by?: Listings;
  /** How items are posted that were stored before their ledger was; of all vendors without it. */
  readonly post?: Postings;
  readonly pageSize?: number;
  /** Told of an item that cannot be listed, and why. */
  readonly report: (failure: { readonly item: string; readonly problem: string }) => void;
  /** Told after each page how many items were read, of how many as far as that is known. */
  readonly progress?: (read: number, total: number | undefined) => void;
}

/** Items in one page: the embedded engine loads all the rest of a table for a page without a limit. */
const PAGE_SIZE = 2_000;

/** Items that are written at a time. */
const LANES = 16;

/**
 * Gives items their places in lists that older versions stored without, writes down whose customers there are, and posts those that were stored before their
 * ledger was. Requests go on meanwhile; whatever they write has its place already, so that a second run finds nothing to
 * do.
 * @returns how many it has listed
 */
export async function relist(table: Table, options: RelistOptions): Promise<number> {
  const { by = listings, post = postings, pageSize = PAGE_SIZE, report, progress = () => {} } = options;
  const total = await itemCount(table);
  let [read, listed] = [0, 0];
  for await (const page of pagesOf(table, [...kindsIn(by), ...kindsIn(post)], pageSize)) {
    await registerTenants(table, page.items.filter(isCustomer).map(tenantIn));
    const wanted = page.items.filter(({ listOrder }) => listOrder === undefined).values();
    const lane = async () => {
      for (const item of wanted) if (await isListed(table, item, { by, post, report })) listed++;
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    read += page.scanned;
    progress(read, total === undefined ? undefined : Math.max(total, read));
  }
  return listed;
}

async function isListed(
  table: Table,
  item: StoredItem,
  { by, post, report }: Required<Pick<RelistOptions, 'by' | 'post' | 'report'>>,
): Promise<boolean> {
  const failed = (error: unknown) =>
    report({ item: `${item.pk} ${item.sk}`, problem: (error as Error).message });
  const posting = post[item.pk.split('#', 1)[0] as string]?.[item.sk];
  if (posting) {
    return posting(table, item as never, relistStamp()).then(
      () => true,
      (error) => {
        failed(error);
        return false;
      },
    );
  }
  try {
    placeOf(item, by);
  } catch (error) {
    failed(error);
    return false;
  }
  return listItem(table, item, by);
}

const relistStamp = (): Stamp => ({
  at: now().toISOString(),
  by: 'relist',
  requestId: randomUUID(),
  operation: 'infra/commands/relist',
});

const kindsIn = (by: Listings | Postings): string[] => [
  ...new Set(Object.values(by).flatMap((kinds) => Object.keys(kinds))),
];

const CUSTOMER = 'CUSTOMER';

const isCustomer = (item: StoredItem): boolean => item.sk === CUSTOMER && !isFence(item);

const tenantIn = ({ pk }: StoredItem): Tenant => dependentRefOf(pk);

/** Items of these kinds without a place in lists, and all customers, page by page. */
async function* pagesOf(table: Table, kinds: readonly string[], Limit: number) {
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const command = new ScanCommand({
      TableName: table.name,
      ConsistentRead: true,
      FilterExpression: `sk = :customer OR attribute_not_exists(listOrder) AND sk IN (${kinds.map((_, n) => `:kind${n}`).join(', ')})`,
      ExpressionAttributeValues: {
        ':customer': CUSTOMER,
        ...Object.fromEntries(kinds.map((kind, n) => [`:kind${n}`, kind])),
      },
      ExclusiveStartKey,
      Limit,
    });
    const { Items = [], ScannedCount = 0, LastEvaluatedKey } = await sendRead(table, command);
    yield { items: Items as StoredItem[], scanned: ScannedCount };
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey);
}
