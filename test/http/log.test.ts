import { afterEach, describe, expect, it, vi } from 'vitest';
import { loggedBy } from '../support/log.ts';

/** The module anew: it remembers which wrong level it has told of. */
async function freshLog() {
  vi.resetModules();
  return (await import('../../shared/log.ts')).log;
}

afterEach(() => {
  vi.resetModules();
});

describe('LOG_LEVEL', () => {
  const written = async (level: string): Promise<unknown[]> => {
    const log = await freshLog();
    const all = () => {
      for (const each of ['debug', 'info', 'warn', 'error'] as const) log(each, `said at ${each}`);
    };
    const { lines } = await loggedBy(all, level);
    return lines.map(({ message }) => message);
  };

  it.each([
    ['debug', ['said at debug', 'said at info', 'said at warn', 'said at error']],
    ['INFO', ['said at info', 'said at warn', 'said at error']],
    ['', ['said at info', 'said at warn', 'said at error']],
    ['warn', ['said at warn', 'said at error']],
    ['error', ['said at error']],
  ])('%j lets through what is as grave or graver', async (level, messages) => {
    expect(await written(level)).toEqual(messages);
  });

  it('that is none is told of once, and info takes its place', async () => {
    expect(await written('loud')).toEqual([
      'LOG_LEVEL loud is none of debug, info, warn, error: info is used',
      'said at info',
      'said at warn',
      'said at error',
    ]);
  });
});

it('writes errors with stack, causes and what else they carry', async () => {
  const log = await freshLog();
  const error = Object.assign(new Error('broken', { cause: new Error('worn') }), { code: 7 });
  const { lines } = await loggedBy(() => log('error', 'it failed', { error }));
  expect(lines).toEqual([
    {
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      level: 'ERROR',
      message: 'it failed',
      error: {
        name: 'Error',
        message: 'broken',
        stack: expect.stringContaining('log.test.ts'),
        cause: { name: 'Error', message: 'worn', stack: expect.any(String) },
        code: 7,
      },
    },
  ]);
});
