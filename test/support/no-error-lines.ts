import { afterAll, afterEach } from 'vitest';

/** A test that provokes an error reads what is logged of it, with `loggedBy`: any other one is a surprise. */
const unread: string[] = [];
const { write } = process.stdout;

process.stdout.write = ((...given: Parameters<typeof write>) => {
  const text = String(given[0]);
  if (text.includes('"level":"ERROR"')) unread.push(text);
  return write.apply(process.stdout, given);
}) as typeof write;

afterEach(() => {
  const lines = unread.splice(0);
  if (lines.length > 0) throw new Error(`an error was logged that no test has read: ${lines.join('')}`);
});

// The next file of this process counts its own.
afterAll(() => {
  process.stdout.write = write;
});
