import type { BatchTaken } from './measures/batches.ts';
import { against } from './ratios.ts';
import type { Results } from './results.ts';
import type { Row } from './row.ts';

/** What a batch takes, until its last row is applied, to a request for each of its rows. */
export function batchRows({ batches }: Results): Row[] {
  return [...batches].flatMap(([entity, ways]) => {
    const row = (what: string, most: number, read: (taken: BatchTaken) => number): Row => {
      const ratio = against(ways, 'batch', read, 'one after the other') as number;
      const measured = ratio.toFixed(2);
      return {
        what: `a batch of ${entity} to single requests: ${what}`,
        target: `≤ ${most.toFixed(2)}`,
        measured,
        met: ratio <= most,
      };
    };
    return [
      row('time, each request 5 ms on its way', 0.3, ({ clock }) => clock),
      row("client's processor", 0.4, ({ cpu }) => cpu),
      row('requests to DynamoDB', 0.1, ({ requests }) => requests),
    ];
  });
}
