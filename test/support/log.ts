import { vi } from 'vitest';

export type Line = Readonly<Record<string, unknown>>;

/**
 * Runs `run`, and keeps what is logged meanwhile from being printed.
 * @param level the least level that is logged
 */
export async function loggedBy<Answer>(
  run: () => Answer | Promise<Answer>,
  level = 'error',
): Promise<{ readonly answer: Answer; readonly lines: Line[] }> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const { LOG_LEVEL } = process.env;
  process.env.LOG_LEVEL = level;
  try {
    const answer = await run();
    return { answer, lines: write.mock.calls.map(([line]) => JSON.parse(String(line))) };
  } finally {
    process.env.LOG_LEVEL = LOG_LEVEL;
    write.mockRestore();
  }
}
