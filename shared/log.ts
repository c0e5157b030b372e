const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
type Level = (typeof LEVELS)[number];

/** LOG_LEVEL: the least level that is written; info when it is not set. */
const threshold = LEVELS.indexOf((process.env.LOG_LEVEL?.toLowerCase() ?? 'info') as Level);

/**
 * Writes one JSON line: level, time, message and fields, as Lambda's JSON log format expects them.
 * Errors among the fields are written with stack and causes.
 */
export function log(level: Level, message: string, fields: Record<string, unknown> = {}): void {
  if (LEVELS.indexOf(level) < threshold) return;
  const line = { timestamp: new Date().toISOString(), level: level.toUpperCase(), message, ...fields };
  process.stdout.write(
    `${JSON.stringify(line, (_, value) => (value instanceof Error ? described(value) : value))}\n`,
  );
}

const described = ({ name, message, stack, cause, ...rest }: Error) => ({
  name,
  message,
  stack,
  cause,
  ...rest,
});
