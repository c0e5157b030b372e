import { comparePlaces, type Place } from './order.ts';
import { PAGE_ROWS, type Shard } from './shard.ts';

/** A partition of the index, and those of its rows that were read and not taken yet. */
interface Lane {
  readonly shard: Shard;
  rows: Place[];
  taken: number;
}

/** Which places of an order are wanted: those from number `start` on, up to `end`, counted behind the place `after`. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly descending: boolean;
  readonly after?: Place | undefined;
}

/**
 * Places in the default order: the partitions are in it already, so that they are merged from their heads. What is read
 * grows with `end`, not with how many there are.
 * @returns how many rows were read, too: each partition is left where its reading stopped
 */
export async function placesInOrder(
  shards: readonly Shard[],
  { start, end, descending, after }: Part,
): Promise<{ readonly places: readonly Place[]; readonly seen: number }> {
  const lanes = shards.map((shard): Lane => ({ shard, rows: [], taken: 0 }));
  const isBefore = (a: Place, b: Place) => (descending ? comparePlaces(b, a) : comparePlaces(a, b)) < 0;
  const places: Place[] = [];
  let number = 0;
  while (number < end) {
    while (lanes.some(isEmpty)) await refill(lanes, end - number);
    let first: Lane | undefined;
    for (const lane of lanes) {
      const head = lane.rows[lane.taken];
      if (head && (!first || isBefore(head, first.rows[first.taken] as Place))) first = lane;
    }
    if (!first) break;
    const place = first.rows[first.taken++] as Place;
    if (after && !isBefore(after, place)) continue;
    if (number++ >= start) places.push(place);
  }
  const left = lanes.reduce((sum, { rows, taken }) => sum + rows.length - taken, 0);
  return { places, seen: number + left };
}

/** Whether there may be more rows than are known: then nobody knows which partition has the next place. */
const isEmpty = ({ shard, rows, taken }: Lane): boolean => taken === rows.length && !shard.hasEnded;

/** Ids are spread evenly, so that all partitions come to their ends at about the same time: they are read together. */
async function refill(lanes: readonly Lane[], wanted: number): Promise<void> {
  // Twice an even share: seldom does a page need a second look at any of them.
  const limit = Math.min(PAGE_ROWS, 2 * Math.ceil(wanted / lanes.length) + 4);
  const isLow = ({ shard, rows, taken }: Lane) => !shard.hasEnded && rows.length - taken < limit / 4;
  await Promise.all(
    lanes.filter(isLow).map(async (lane) => {
      const next = await lane.shard.heads(limit);
      const places = next.map(({ pk, listOrder }): Place => ({ value: listOrder, pk }));
      lane.rows = [...lane.rows.slice(lane.taken), ...places];
      lane.taken = 0;
    }),
  );
}
