import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { Course, itemCount, type Tell } from './course.ts';
import { type Finding, findingOf, problemOf, REPAIRABLE } from './findings.ts';
import { readNamed } from './named-customers.ts';
import { repairCount } from './repair-count.ts';
import { scanCustomers, scanDependents } from './scan-table.ts';
import { type Entry, Tally } from './tally.ts';

export interface RecountOptions {
  /** Repairs counts, and leaves this stamp with the problem as its reason. Without it nothing is written. */
  readonly fix?: Stamp;
  /** Keys of the customers to look at, each once; without them all are. */
  readonly customers?: readonly string[];
  readonly pageSize?: number;
  /** How many customers are in memory at a time: some 400 bytes each. */
  readonly most?: number;
  readonly report: (finding: Finding) => void;
  /** Told after each page. */
  readonly progress?: Tell;
}

/** How often to look again at customers whose links changed in between, or whose count differs. */
const ROUNDS = 6;

/**
 * Compares every customer's linkCount with its live links, and its recurringCount with those of recurring invoices.
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
 *
 * Customers that are named are judged by the same rule, from the same two counts of links. Only the scan in the middle
 * is left out: they are read by their keys, which is as consistent. Their links are looked for in the whole table too,
 * because nothing but the index `links-by-customer` knows where they are, and it may lag behind: a link that it does
 * not have yet would make a count too low, and its customer could be deleted.
 */
export async function recount(table: Table, options: RecountOptions): Promise<void> {
  const { customers, most = 500_000, progress } = options;
  const course = new Course(await itemCount(table), progress);
  if (customers) {
    for (let start = 0; start < customers.length; start += most) {
      const tally = Tally.of(customers.slice(start, start + most));
      const tallies = Math.ceil((customers.length - start - most) / most);
      await judge({ table, tally, course, options, scansAfter: () => 2 * Math.max(0, tallies) });
    }
    return;
  }
  for (let start: number | undefined = 0; start !== undefined; ) {
    const tally: Tally = new Tally(start, most);
    await judge({ table, tally, course, options, scansAfter: () => 3 * tally.rangesAhead });
    start = tally.end;
  }
}

/** What is done with the customers of one tally. */
interface Pass {
  readonly table: Table;
  readonly tally: Tally;
  readonly course: Course;
  readonly options: RecountOptions;
  /** How many scans there will be for the customers of later tallies. */
  readonly scansAfter: () => number;
}

async function judge(pass: Pass): Promise<void> {
  const { tally, options } = pass;
  await tallyLinks(pass, options.customers ? 1 : 2);
  for (let round = 1; round <= ROUNDS && (round === 1 || tally.size > 0); round++) {
    await tallyCustomers(pass);
    await tallyLinks(pass, 0);
    tally.close();
    for (const entry of tally.entries) await decide(pass, entry);
  }
  for (const entry of tally.entries) options.report(findingOf(entry, 'unsettled', false));
}

async function tallyLinks(pass: Pass, scansAhead: number): Promise<void> {
  pass.tally.beginLinks();
  for await (const dependent of scanDependents(pass.table, scanOptions(pass, 'links', scansAhead)))
    pass.tally.addLink(dependent);
}

async function tallyCustomers(pass: Pass): Promise<void> {
  const { table, tally, options } = pass;
  tally.beginCustomers();
  const customers = options.customers
    ? readNamed(table, [...tally.entries])
    : scanCustomers(table, scanOptions(pass, 'customers', 1));
  for await (const customer of customers) tally.addCustomer(customer);
}

const scanOptions = ({ course, options, scansAfter }: Pass, what: string, scansAhead: number) => ({
  ...(options.pageSize !== undefined && { pageSize: options.pageSize }),
  progress: course.follow(what, scansAhead + scansAfter()),
});

/** Judges a customer. It is done with once it agrees, is reported or is repaired; else it stays for the next round. */
async function decide({ table, tally, options: { fix, report } }: Pass, entry: Entry): Promise<void> {
  const problem = tally.isStable(entry) ? problemOf(entry) : 'unsettled';
  if (problem === undefined) return tally.drop(entry);
  const { customer, links, recurring } = entry;
  const differences = [(customer?.linkCount ?? 0) - links, (customer?.recurringCount ?? 0) - recurring];
  const verdict = `${problem} ${differences}`;
  const isConfirmed = problem !== 'unsettled' && verdict === entry.verdict;
  entry.verdict = verdict;
  if (!isConfirmed) return;
  const isRepaired = fix !== undefined && customer !== undefined && REPAIRABLE.has(problem);
  // A repair is refused where another request has changed the customer: the next round sees how.
  if (isRepaired && !(await repairCount(table, customer, { links, recurring }, { ...fix, reason: problem })))
    return;
  report(findingOf(entry, problem, isRepaired));
  tally.drop(entry);
}
