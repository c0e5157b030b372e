import { type Cost, costOfAMillion, type DeleteUsage } from './cost.ts';
import { OUR_DELETE } from './deletes.ts';
import type { Results } from './results.ts';
import { median } from './statistics.ts';

export interface CostRow {
  readonly name: string;
  readonly usage: DeleteUsage;
  readonly dollars: Cost;
}

/** What a million deletes cost: ours, and by an implementation that reads before it deletes. */
export function costRows(results: Results): CostRow[] {
  const reader = results.peers[0] as string;
  // Both are charged for the same log: that the peer writes none is no saving.
  const logged = median((results.firstAnswer.get(OUR_DELETE) ?? []).map(({ logged }) => logged));
  return [OUR_DELETE, reader].map((name) => {
    const usage = { ...usageOf(results, name), logged };
    return { name, usage, dollars: costOfAMillion(usage) };
  });
}

function usageOf({ deletes, firstAnswer, onEngine }: Results, name: string): Omit<DeleteUsage, 'logged'> {
  const units = (kind: RegExp) =>
    (deletes.get(name) ?? [])
      .filter(({ action }) => kind.test(action))
      .reduce((sum, { units = 0 }) => sum + units, 0);
  const duration = median((onEngine.get(name) ?? []).map(median)) / 1000;
  const memory = median((firstAnswer.get(name) ?? []).map(({ memory }) => memory));
  return { writeUnits: units(/^(Update|Delete|Put)/), readUnits: units(/^(Get|BatchGet)/), duration, memory };
}
