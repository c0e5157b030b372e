import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { type Finding, findingOf, problemOf, REPAIRABLE } from './findings.ts';
import { repairCount } from './repair-count.ts';
import { scanCustomers, scanDependents } from './scan-table.ts';
import { type Entry, Tally } from './tally.ts';

export interface RecountOptions {
  /** Repairs counts, and leaves this stamp with the problem as its reason. Without it nothing is written. */
  readonly fix?: Stamp;
  readonly pageSize?: number;
  /** How many customers are in memory at a time: some 400 bytes each. */
  readonly most?: number;
  readonly report: (finding: Finding) => void;
  /** Told after each page what is being read, and how many items of it so far. */
  readonly progress?: (what: string, read: number) => void;
}

/** How often to look again at customers whose links changed in between, or whose count differs. */
const ROUNDS = 6;

/**
 * Compares every customer's linkCount with its live links.
 *
 * Requests go on meanwhile, and a table cannot be read at one instant. So links are counted twice, in two consistent
 * scans, and customers read between the two:
 *
 *     links ────────┐
 *                   customers ───┐
 *                                links again ───
 *
 * A customer can be judged where both counts saw the very same links (`Tally.isStable` says how that is known). Then
 * no link came or went while customers were read, so the linkCount that was read must be the number of just these
 * links. Any other customer waits for the next round, in which the second count serves as the first. A difference
 * counts only where two rounds in a row show it: a scan may see one half of a transaction some milliseconds before the
 * other half, and a round takes longer than that.
 *
 * Attach and detach change linkCount and links by the same number. So the difference between the two stays as it is,
 * whatever happens between finding and repairing it: if linkCount is the one that was read, the number of links is too.
 *
 * It costs three full reads of the table for every `most` customers with links, and two more where something differs.
 */
export async function recount(table: Table, options: RecountOptions): Promise<void> {
  const { most = 500_000 } = options;
  for (let start: number | undefined = 0; start !== undefined; ) {
    const tally = new Tally(start, most);
    await tallyLinks(table, tally, options);
    for (let round = 1; round <= ROUNDS && (round === 1 || tally.size > 0); round++) {
      await tallyCustomers(table, tally, options);
      await tallyLinks(table, tally, options);
      tally.close();
      for (const entry of tally.entries) await decide(table, tally, entry, options);
    }
    for (const entry of tally.entries) options.report(findingOf(entry, 'unsettled', false));
    start = tally.end;
  }
}

async function tallyLinks(table: Table, tally: Tally, options: RecountOptions): Promise<void> {
  tally.beginLinks();
  for await (const dependent of scanDependents(table, scanOptions('links', options)))
    tally.addLink(dependent);
}

async function tallyCustomers(table: Table, tally: Tally, options: RecountOptions): Promise<void> {
  tally.beginCustomers();
  for await (const customer of scanCustomers(table, scanOptions('customers', options)))
    tally.addCustomer(customer);
}

const scanOptions = (what: string, { pageSize, progress }: RecountOptions) => ({
  ...(pageSize !== undefined && { pageSize }),
  progress: (read: number) => progress?.(what, read),
});

/** Judges a customer. It is done with once it agrees, is reported or is repaired; else it stays for the next round. */
async function decide(
  table: Table,
  tally: Tally,
  entry: Entry,
  { fix, report }: RecountOptions,
): Promise<void> {
  const problem = tally.isStable(entry) ? problemOf(entry) : 'unsettled';
  if (problem === undefined) return tally.drop(entry);
  const { customer, links } = entry;
  const verdict = `${problem} ${(customer?.linkCount ?? 0) - links}`;
  const isConfirmed = problem !== 'unsettled' && verdict === entry.verdict;
  entry.verdict = verdict;
  if (!isConfirmed) return;
  const isRepaired = fix !== undefined && customer !== undefined && REPAIRABLE.has(problem);
  // A repair is refused where another request has changed the customer: the next round sees how.
  if (isRepaired && !(await repairCount(table, customer, links, { ...fix, reason: problem }))) return;
  report(findingOf(entry, problem, isRepaired));
  tally.drop(entry);
}
