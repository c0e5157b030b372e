import { hash } from 'node:crypto';
import { type HistoryEntry, numbered } from '../history/entry.ts';

/**
 * The feed has lanes, each numbered without gaps by a counter of its own: one alone would take the writes of one
 * partition, and make every worker wait for every other. All events of an item are in one lane, in their order.
 */
export const LANES = 8;

export const lanes: readonly number[] = Array.from({ length: LANES }, (_, lane) => lane);

export const laneOf = ({ pk }: Pick<HistoryEntry, 'pk'>): number =>
  Number.parseInt(hash('sha256', pk).slice(0, 2), 16) % LANES;

export const laneKey = (lane: number): string => `FEED#${lane}`;

export const eventKey = (lane: number, number: number) => ({ pk: laneKey(lane), sk: numbered(number) });

/** `numbered` of this item is the last number of the lane. */
export const counterKey = (lane: number) => ({ pk: laneKey(lane), sk: 'COUNTER' });

export interface LaneCounter {
  readonly pk: string;
  readonly sk: string;
  readonly numbered: number;
}
