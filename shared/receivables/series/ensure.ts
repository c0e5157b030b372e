import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { failedCondition } from '../../dynamodb/failed-condition.ts';
import { newEffort, nextRound, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { Tenant } from '../keys.ts';
import type { Stamp } from '../stamp.ts';
import { readSeriesItem } from './read.ts';
import { type SeriesItem, seriesItemKey } from './series.ts';

export interface EnsureOutcome<Series extends object> {
  readonly outcome: 'made' | 'found';
  readonly series: readonly Series[];
}

/**
 * The tenant's series, with those that it lacks made first. Requests that do it at the same time agree, if `lacking`
 * gives the same to each: the slower begins again with what the faster wrote. No attempt lands late: its condition is
 * the revision that it saw, and the item is never deleted.
 * @param lacking what to add to those that the tenant has
 */
export async function ensureSeries<Series extends object>(
  table: Table,
  tenant: Tenant,
  lacking: (known: readonly Series[]) => readonly Series[],
  stamp: Stamp,
): Promise<EnsureOutcome<Series>> {
  const effort = newEffort(table);
  let seen = await readSeriesItem<Series>(table, tenant);
  for (;;) {
    const known = seen?.series ?? [];
    const more = lacking(known);
    if (more.length === 0) {
      // An attempt of this very request may have made them whose answer was lost.
      const isOwn = seen?.update.requestId === stamp.requestId;
      return { outcome: isOwn ? 'made' : 'found', series: known };
    }
    const item: SeriesItem<Series> = {
      ...seriesItemKey(tenant),
      series: [...known, ...more],
      creation: seen?.creation ?? stamp,
      update: stamp,
      revision: (seen?.revision ?? 0) + 1,
    };
    const put = new PutCommand({
      TableName: table.name,
      Item: item,
      ConditionExpression: seen ? 'revision = :seen' : 'attribute_not_exists(pk)',
      ...(seen && { ExpressionAttributeValues: { ':seen': seen.revision } }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      await sendWrite(table, put, effort);
      return { outcome: 'made', series: item.series };
    } catch (error) {
      seen = failedCondition<SeriesItem<Series>>(error).old;
    }
    await nextRound(effort, `making the series of ${item.pk}`);
  }
}
