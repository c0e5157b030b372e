import { expect, it } from 'vitest';
import { GaveUp } from '../../shared/dynamodb/gave-up.ts';
import { logRowFailures, rowFailure, unreached } from '../../shared/receivables/row-failure.ts';
import { loggedBy } from '../support/log.ts';

const lost = new GaveUp('unknown', 'no answer');
const busy = new GaveUp('contended', 'always others');
const broken = new TypeError('a mistake');

it.each([
  [lost, 'unknown'],
  [busy, 'untouched'],
  [new GaveUp('throttled', 'too many'), 'untouched'],
  [new GaveUp('unread', 'no answer'), 'untouched'],
  [broken, 'failed'],
])('%s makes a row %s', (cause, outcome) => {
  expect(rowFailure(cause)).toEqual({ outcome, cause });
});

const origin = { requestId: 'r', traceId: 't' } as Parameters<typeof logRowFailures>[2];
const keys = ['k0', 'k1', 'k2', 'k3', 'k4'];

it('rows without an outcome are logged whole, and those that were not touched together', async () => {
  const outcomes = [
    rowFailure(busy),
    { outcome: 'removed' },
    rowFailure(lost),
    unreached(),
    rowFailure(broken),
  ];

  const { lines } = await loggedBy(() => logRowFailures(keys, outcomes, origin), 'warn');

  const line = { timestamp: expect.any(String), requestId: 'r', traceId: 't' };
  const whole = { ...line, level: 'ERROR', message: 'a row of many has no outcome' };
  const logged = ({ name, message }: Error) =>
    expect.objectContaining({ name, message, stack: expect.any(String) });
  expect(lines).toEqual([
    { ...whole, key: 'k2', outcome: 'unknown', error: logged(lost) },
    { ...whole, key: 'k4', outcome: 'failed', error: logged(broken) },
    {
      ...line,
      level: 'WARN',
      message: 'rows of many were not touched',
      rows: 2,
      first: { key: 'k0', outcome: 'untouched', error: logged(busy) },
    },
  ]);
});

it('rows that all have an outcome leave no line', async () => {
  const done = keys.map(() => ({ outcome: 'removed' }));

  const { lines } = await loggedBy(() => logRowFailures(keys, done, origin), 'warn');

  expect(lines).toEqual([]);
});

it('a row that was not reached says why', () => {
  expect(unreached()).toEqual({ outcome: 'untouched', cause: new Error('the time of its request was over') });
});
