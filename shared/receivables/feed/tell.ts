import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { failedConditions } from '../../dynamodb/failed-condition.ts';
import { newEffort, nextRound, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import { type HistoryEntry, historyEnd } from '../history/entry.ts';
import { eventOf, type FeedEvent } from './event.ts';
import { counterKey, eventKey, type LaneCounter, laneOf, lanes } from './lanes.ts';
import { readCounters } from './read.ts';

/** Entries in one transaction: two writes each, and the counter. DynamoDB takes 100. */
const MOST = 49;

/**
 * Keeps entries, and puts their events into the feed in the order given: each once, however often it is told. A refusal's
 * entry is stored already, by the request that was refused; it is marked as told in the same way.
 *
 *     one transaction a lane:  Put entry    IF it is not there
 *                              Put event    under the next number
 *                              Set counter  IF it is still the one read
 *
 * So a number is given to one event, none is left out, and what comes again finds its entry and gets no number. An attempt
 * that lands late finds that the counter has gone on, or that nobody has done its work.
 * @returns how many were new
 */
export async function tell(table: Table, entries: readonly HistoryEntry[]): Promise<number> {
  // A transaction takes no item twice.
  const distinct = [...new Map(entries.map((entry) => [`${entry.pk} ${entry.sk}`, entry])).values()];
  const byLane = lanes
    .map((lane) => ({ lane, entries: distinct.filter((entry) => laneOf(entry) === lane) }))
    .filter((part) => part.entries.length > 0);
  if (byLane.length === 0) return 0;
  const counters = await readCounters(
    table,
    byLane.map(({ lane }) => lane),
  );
  const told = await Promise.all(
    byLane.map(({ lane, entries }) => tellInLane(table, lane, entries, counters.get(lane) ?? 0)),
  );
  return told.reduce((sum, count) => sum + count, 0);
}

async function tellInLane(
  table: Table,
  lane: number,
  entries: readonly HistoryEntry[],
  last: number,
): Promise<number> {
  let told = 0;
  let counter = last;
  for (let start = 0; start < entries.length; start += MOST) {
    const part = entries.slice(start, start + MOST);
    const done = await tellPart(table, lane, part, counter);
    told += done.told;
    counter = done.counter;
  }
  return told;
}

async function tellPart(table: Table, lane: number, entries: readonly HistoryEntry[], last: number) {
  const effort = newEffort(table);
  let counter = last;
  for (let left = entries; left.length > 0; ) {
    const { TransactItems, end } = transaction(table, lane, left, counter);
    try {
      await sendWrite(table, new TransactWriteCommand({ TransactItems }), effort);
      return { told: left.length, counter: end };
    } catch (error) {
      // The counter is in the first place, and each entry before its event.
      const [moved, ...failed] = failedConditions<LaneCounter>(error);
      if (moved) counter = moved.old?.numbered ?? 0;
      let place = 0;
      left = left.filter((entry) => {
        const isKnown = failed[place] !== undefined;
        place += eventOf(entry) ? 2 : 1;
        return !isKnown;
      });
    }
    if (left.length > 0) await nextRound(effort, `numbering lane ${lane} of the feed`);
  }
  return { told: 0, counter };
}

function transaction(table: Table, lane: number, entries: readonly HistoryEntry[], counter: number) {
  let end = counter;
  const writes = entries.flatMap((entry) => {
    const event = eventOf(entry);
    if (!event) return [keep(table, entry)];
    end++;
    return [keep(table, entry, end), putEvent(table, lane, end, event)];
  });
  return { TransactItems: [count(table, lane, counter, end), ...writes], end };
}

const count = ({ name }: Table, lane: number, from: number, to: number): TransactionWrite => ({
  Update: {
    TableName: name,
    Key: counterKey(lane),
    UpdateExpression: 'SET numbered = :to',
    ConditionExpression: from === 0 ? 'attribute_not_exists(pk)' : 'numbered = :from',
    ExpressionAttributeValues: { ':to': to, ...(from > 0 && { ':from': from }) },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

/** @param number of its event */
function keep({ name }: Table, entry: HistoryEntry, number?: number): TransactionWrite {
  if (entry.change !== 'delete_refused')
    return { Put: { TableName: name, Item: entry, ConditionExpression: 'attribute_not_exists(pk)' } };
  const { pk, sk } = entry;
  return {
    Update: {
      TableName: name,
      Key: { pk, sk },
      UpdateExpression: 'SET told = :number',
      // It may have ended meanwhile: then there is nothing left to tell of.
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(told)',
      ExpressionAttributeValues: { ':number': number },
    },
  };
}

const putEvent = ({ name }: Table, lane: number, number: number, event: FeedEvent): TransactionWrite => ({
  Put: { TableName: name, Item: { ...eventKey(lane, number), ...event, expiresAt: historyEnd() } },
});
