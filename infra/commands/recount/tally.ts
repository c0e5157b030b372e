import { isRecurring } from '../../../shared/receivables/dependents/kinds.ts';
import { dependentRefOf } from '../../../shared/receivables/keys.ts';
import { GROUPS, groupOf, HASHES, hashOf } from './key-hash.ts';
import type { CountedCustomer, CountedDependent } from './scan-table.ts';

/** What is known of one customer: its live links at two counts, and its item as it was read between them. */
export interface Entry {
  readonly key: string;
  formerLinks: number;
  links: number;
  /** How many of the links are those of recurring invoices. */
  recurring: number;
  customer?: CountedCustomer | undefined;
  /** Whether somebody asked for this customer, so that it should be there. */
  readonly isNamed?: boolean;
  /** What the last round found that could judge the customer. */
  verdict?: string | undefined;
}

/**
 * Links and counts of the customers whose keys' hashes lie in a range. A range begins where the former one ended. When
 * it turns out to have more than `most` customers, it is halved: those of the upper half are left to the next range.
 * So memory has a bound, whatever the table's size.
 */
export class Tally {
  readonly #start: number;
  readonly #most: number;
  #end = HASHES;
  readonly #entries = new Map<string, Entry>();
  /** Changes of dependents after their creation, by group of tenants. */
  #formerChanges = new Float64Array(GROUPS);
  #changes = new Float64Array(GROUPS);
  #isOpen = true;

  constructor(start: number, most: number) {
    this.#start = start;
    this.#most = most;
  }

  /** A tally of these customers alone. */
  static of(keys: readonly string[]): Tally {
    const tally = new Tally(0, keys.length);
    for (const key of keys) tally.#entries.set(key, { ...newEntry(key), isNamed: true });
    tally.close();
    return tally;
  }

  /** How many more ranges of this size there are. */
  get rangesAhead(): number {
    return Math.ceil((HASHES - this.#end) / (this.#end - this.#start));
  }

  /** Where the next range starts, or undefined after the last. */
  get end(): number | undefined {
    return this.#end < HASHES ? this.#end : undefined;
  }

  get entries(): Iterable<Entry> {
    return this.#entries.values();
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Before each count of all links. */
  beginLinks(): void {
    this.#formerChanges = this.#changes;
    this.#changes = new Float64Array(GROUPS);
    for (const entry of this.#entries.values()) {
      entry.formerLinks = entry.links;
      entry.links = 0;
      entry.recurring = 0;
    }
  }

  addLink({ pk, customerKey, version }: CountedDependent): void {
    (this.#changes[groupOf(pk)] as number) += version - 1;
    const entry = customerKey === undefined ? undefined : this.#entryOf(customerKey);
    if (!entry) return;
    entry.links++;
    if (isRecurring(dependentRefOf(pk).kind)) entry.recurring++;
  }

  /** Before customers are read. */
  beginCustomers(): void {
    for (const entry of this.#entries.values()) entry.customer = undefined;
  }

  addCustomer(customer: CountedCustomer): void {
    // Most customers have no links and a count of 0: they need no entry.
    const { pk, linkCount, recurringCount = 0 } = customer;
    const isPlain = linkCount === 0 && recurringCount === 0;
    const entry = isPlain ? this.#entries.get(pk) : this.#entryOf(pk);
    if (entry) entry.customer = customer;
  }

  /** From now on customers without an entry are passed over: they were done with in an earlier round. */
  close(): void {
    this.#isOpen = false;
  }

  /** Has done with a customer. */
  drop({ key }: Entry): void {
    this.#entries.delete(key);
  }

  /**
   * Whether the customer's links were the same ones from the end of the former count to the beginning of the last.
   *
   * Each count reads every dependent once and adds up all changes: version - 1 of each. A version only grows and a
   * dependent is never removed, so where both sums are equal, no dependent was changed in between: none was detached,
   * none was moved. Then dependents can only have come, and each that came to this customer would be one link more.
   * Hence: equal sums and equal numbers of links mean the very same links. Even a link that came after one reading and
   * went before the other shows in the sum: its dependent has version 2.
   */
  isStable({ key, formerLinks, links }: Entry): boolean {
    const group = groupOf(key);
    return formerLinks === links && this.#formerChanges[group] === this.#changes[group];
  }

  #entryOf(key: string): Entry | undefined {
    const known = this.#entries.get(key);
    if (known || !this.#isOpen) return known;
    const hash = hashOf(key);
    if (hash < this.#start) return undefined;
    while (hash < this.#end) {
      if (this.#entries.size < this.#most || !this.#halve()) {
        const entry = newEntry(key);
        this.#entries.set(key, entry);
        return entry;
      }
    }
    return undefined;
  }

  /** Leaves the upper half of the range to the next. False where there is nothing left to halve. */
  #halve(): boolean {
    if (this.#end - this.#start < 2) return false;
    this.#end = this.#start + Math.floor((this.#end - this.#start) / 2);
    for (const key of this.#entries.keys()) if (hashOf(key) >= this.#end) this.#entries.delete(key);
    return true;
  }
}

const newEntry = (key: string): Entry => ({ key, formerLinks: 0, links: 0, recurring: 0 });
