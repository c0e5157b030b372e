import { describe, expect, it } from 'vitest';
import { atMost } from '../../shared/auth/at-most.ts';

/** A task that ends when the test says so. */
function task(name: string, log: string[]) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const run = () => {
    log.push(`${name} begins`);
    return promise;
  };
  return { run, end: () => resolve(name), fail: () => reject(new Error(name)) };
}

/** Lets everything happen that waits for nothing else. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('at most two', () => {
  it('run at once, and the others in the order in which they came', async () => {
    const log: string[] = [];
    const inTurn = atMost(2);
    const [a, b, c, d] = [task('a', log), task('b', log), task('c', log), task('d', log)] as const;
    const answers = Promise.all([a, b, c, d].map(({ run }) => inTurn(run)));

    await settle();
    expect(log).toEqual(['a begins', 'b begins']);
    b.end();
    await settle();
    expect(log).toEqual(['a begins', 'b begins', 'c begins']);
    a.end();
    await settle();
    expect(log).toEqual(['a begins', 'b begins', 'c begins', 'd begins']);
    c.end();
    d.end();

    expect(await answers).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('a task in turn', () => {
  it('makes room when it fails, and its failure is told', async () => {
    const log: string[] = [];
    const inTurn = atMost(1);
    const [first, second] = [task('first', log), task('second', log)];
    const failed = inTurn(first.run);
    const answer = inTurn(second.run);

    first.fail();
    await expect(failed).rejects.toThrow('first');
    second.end();

    expect(await answer).toBe('second');
    expect(log).toEqual(['first begins', 'second begins']);
  });

  it('is not overtaken by one that comes as a place becomes free', async () => {
    const log: string[] = [];
    const inTurn = atMost(1);
    const [running, waiting, late] = [task('running', log), task('waiting', log), task('late', log)];
    const first = inTurn(running.run).then(() => inTurn(late.run));
    const second = inTurn(waiting.run);

    running.end();
    await settle();
    expect(log).toEqual(['running begins', 'waiting begins']);
    waiting.end();
    late.end();

    expect(await Promise.all([first, second])).toEqual(['late', 'waiting']);
    expect(log).toEqual(['running begins', 'waiting begins', 'late begins']);
  });

  it('begins at once where nobody is left', async () => {
    const inTurn = atMost(1);
    await inTurn(async () => 1);

    const log: string[] = [];
    const next = task('next', log);
    const answer = inTurn(next.run);
    expect(log).toEqual(['next begins']);
    next.end();
    expect(await answer).toBe('next');
  });
});
