import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { receivables } from '../../shared/dynamodb/tables.ts';

export type Item = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };

export type State = ReadonlyMap<string, Item>;

/**
 * The whole table, by key, as requests that were refused must leave it. That they were refused is itself written down: log
 * items and histories are left out, unless they are asked for.
 */
export async function storedState({ withLog = false } = {}): Promise<State> {
  const { client, name } = receivables();
  const state = new Map<string, Item>();
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: name, ConsistentRead: true, ExclusiveStartKey }),
    );
    for (const item of (page.Items ?? []) as Item[])
      if (withLog || (item.sk !== 'LOG_ITEM' && !item.pk.includes('#HISTORY#')))
        state.set(`${item.pk} ${item.sk}`, item);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return state;
}
