import { describe, expect, it } from 'vitest';
import { Tally } from '../../infra/commands/recount/tally.ts';

const keys = Array.from({ length: 2_000 }, (_, index) => `enkash#CEK000000${index % 7}#KC${index}`);
const link = (customerKey: string, version = 1) => ({ pk: `${customerKey}#INVOICE`, customerKey, version });

/** Two equal counts of all links, with customers read in between. */
function count(tally: Tally): void {
  tally.beginLinks();
  for (const key of keys) tally.addLink(link(key));
  tally.beginCustomers();
  for (const pk of keys) tally.addCustomer({ pk, linkCount: 2, version: 1 });
  tally.beginLinks();
  for (const key of keys) tally.addLink(link(key));
}

describe('a tally', () => {
  it('holds a range of customers and no more than it may, and all ranges hold each customer once', () => {
    const held: string[] = [];
    let ranges = 0;
    for (let start: number | undefined = 0; start !== undefined; ranges++) {
      const tally = new Tally(start, 100);
      count(tally);
      expect(tally.size).toBeLessThanOrEqual(100);
      expect([...tally.entries].filter((entry) => !tally.isStable(entry))).toEqual([]);
      held.push(
        ...[...tally.entries].map(({ key, links, customer }) => `${key} ${links} ${customer?.linkCount}`),
      );
      start = tally.end;
    }
    expect(held.sort()).toEqual(keys.map((key) => `${key} 1 2`).sort());
    // Halved ranges are half full or more, on the average.
    expect(ranges).toBeLessThan(60);
  });

  it('needs no room for customers that have no links and say so', () => {
    const tally = new Tally(0, 100);
    tally.beginLinks();
    for (const pk of keys) tally.addCustomer({ pk, linkCount: 0, version: 1 });
    expect([tally.size, tally.end]).toEqual([0, undefined]);
  });

  it('takes nobody new once it is closed', () => {
    const tally = new Tally(0, 100);
    tally.beginLinks();
    tally.addLink(link('a#b#c'));
    tally.close();
    tally.addLink(link('a#b#d'));
    tally.addCustomer({ pk: 'a#b#e', version: 1 });
    expect([...tally.entries].map(({ key }) => key)).toEqual(['a#b#c']);
  });
});

describe('links between two counts', () => {
  const stable = (...counts: readonly (readonly ReturnType<typeof link>[])[]): boolean => {
    const tally = new Tally(0, 100);
    for (const links of counts) {
      tally.beginLinks();
      for (const one of links) tally.addLink(one);
    }
    const [entry] = tally.entries;
    return tally.isStable(entry as NonNullable<typeof entry>);
  };
  const [one, other] = [link('a#b#c'), link('a#b#c')];
  const ended = (version: number, tenant = 'a#b') =>
    ({ pk: `${tenant}#INVOICE#x`, version }) as ReturnType<typeof link>;

  it('are the same ones when nothing changed', () => {
    expect(stable([one, ended(2)], [one, ended(2)])).toBe(true);
    expect(stable([one], [one, link('a#b#d')])).toBe(true);
  });

  it('are others when one came', () => {
    expect(stable([one], [one, other])).toBe(false);
  });

  it('are others when one came and another went', () => {
    expect(stable([one, other], [one, link('a#b#c'), ended(2)])).toBe(false);
  });

  it('may have been others when one came and went, of which only the end is seen', () => {
    expect(stable([one], [one, ended(2)])).toBe(false);
    expect(stable([one, ended(2)], [one, ended(3)])).toBe(false);
  });

  it('may have been others when one was moved on to another customer', () => {
    expect(stable([one, link('a#b#d')], [one, link('a#b#d', 2)])).toBe(false);
  });

  it('are the same ones whatever ended in another tenant', () => {
    expect(stable([one], [one, ended(2, 'a#z')])).toBe(true);
  });
});
