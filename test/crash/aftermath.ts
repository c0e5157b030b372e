import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Call } from './clients.ts';

export type Item = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };

/**
 * What an engine has stored of some tenants: items by key, and the keys of dependents that its index has by customer.
 */
export interface Kept {
  readonly items: ReadonlyMap<string, Item>;
  readonly indexed: ReadonlyMap<string, readonly string[]>;
}

export async function keptBy(endpoint: string, TableName: string, tenants: readonly string[]): Promise<Kept> {
  const client = clientOf(endpoint);
  // Beside them lies what workers keep of them: feed-aftermath.ts looks at that.
  const own = (await itemsIn(client, TableName)).filter(
    ({ pk }) => tenants.some((tenant) => pk.startsWith(`${tenant}#`)) && !isHistory(pk),
  );
  const indexed = new Map<string, string[]>();
  for (const { pk } of own.filter(({ sk }) => sk === 'CUSTOMER')) {
    const links = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'links-by-customer',
        KeyConditionExpression: 'customerKey = :customer',
        ExpressionAttributeValues: { ':customer': pk },
      }),
    );
    indexed.set(pk, (links.Items ?? []).map((link) => link.pk as string).sort());
  }
  client.destroy();
  return { items: new Map(own.map((item) => [item.pk, item])), indexed };
}

const isHistory = (pk: string): boolean => pk.split('#', 3)[2] === 'HISTORY';

export function clientOf(endpoint: string): DynamoDBDocumentClient {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region: 'local', credentials }));
}

/** All that a table holds. */
export async function itemsIn(client: DynamoDBDocumentClient, TableName: string): Promise<Item[]> {
  const all: Item[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    all.push(...(Items as Item[]));
  return all;
}

/**
 * What is stored and contradicts what clients were answered: done must be done and refused not, unknown may be either.
 * @param seeded what was stored before the first of the calls
 */
export function brokenPromises(calls: readonly Call[], { items }: Kept, seeded: Kept): string[] {
  const byKey = Map.groupBy(calls, ({ key }) => key);
  const made = calls.flatMap(({ action, key }) =>
    (action === 'create' || action === 'attach') && key ? [key] : [],
  );
  const problemOf = (key: string): string[] => {
    const item = items.get(key);
    if (!item) return [`${key} is gone`];
    const count = (outcome: Call['outcome'], ...actions: Call['action'][]) =>
      (byKey.get(key) ?? []).filter((call) => call.outcome === outcome && actions.includes(call.action))
        .length;
    // Endings and restorations take turns, so that their numbers are the same, or one ending is not taken back.
    const more = count('done', 'detach', 'delete') - count('done', 'restore') - (item.deletion ? 1 : 0);
    if (more > count('unknown', 'restore')) return [`${key} was deleted, and is back`];
    return -more > count('unknown', 'detach', 'delete') ? [`${key} is deleted, and nobody did it`] : [];
  };
  return [...made.flatMap(problemOf), ...tooMany('create', 'CUSTOMER'), ...tooMany('attach', 'INVOICE')];

  /** An item that no client knows of must be the work of a request that had no answer. */
  function tooMany(action: Call['action'], kind: string): string[] {
    const known = new Set([...seeded.items.keys(), ...made]);
    const others = [...items.values()].filter(({ pk, sk }) => sk === kind && !known.has(pk)).length;
    const unanswered = calls.filter((call) => call.action === action && call.outcome === 'unknown').length;
    return others > unanswered ? [`${others} unknown ${kind}s of ${unanswered} unanswered requests`] : [];
  }
}

/**
 * What is half done: a count without its links, an index without its items, a tax id without its customer.
 * @param seeded what was stored before: its items may have been changed already, and nothing since changes but deletes and restorations
 */
export function halfDone({ items, indexed }: Kept, seeded?: Kept): string[] {
  const all = [...items.values()];
  const links = Map.groupBy(all, ({ customerKey }) => customerKey as string | undefined);
  const customers = all.filter(({ sk }) => sk === 'CUSTOMER');
  return [
    ...customers.flatMap(({ pk, linkCount, deletion }) => {
      const live = (links.get(pk) ?? []).map((link) => link.pk).sort();
      return [
        ...(linkCount === live.length ? [] : [`${pk} counts ${linkCount} links and has ${live.length}`]),
        ...(deletion && live.length > 0 ? [`${pk} is deleted and has ${live.length} links`] : []),
        ...(String(indexed.get(pk)) === String(live) ? [] : [`the index has other links of ${pk}`]),
      ];
    }),
    ...all.flatMap(({ pk, deletion, customerKey, version }) => {
      const isLiveTwice = deletion && customerKey !== undefined;
      const before = seeded?.items.get(pk) ?? { version: 1 };
      // Each deletion and each restoration counts one.
      const changes = (version as number) - (before.version as number);
      const isExpected = changes % 2 === (Boolean(deletion) === 'deletion' in before ? 0 : 1);
      return isLiveTwice || (version !== undefined && !isExpected) ? [`${pk} is half deleted`] : [];
    }),
    ...all.flatMap(({ pk, holder }) =>
      holder !== undefined && !items.has(holder as string) ? [`${pk} is claimed by nobody`] : [],
    ),
    ...customers.flatMap(({ pk, profile }) => {
      const { nif } = (profile ?? {}) as { nif?: string };
      const tenant = pk.split('#', 2).join('#');
      return nif && items.get(`${tenant}#NIF#${nif}`)?.holder !== pk
        ? [`${pk} has no claim to its tax id`]
        : [];
    }),
  ];
}
