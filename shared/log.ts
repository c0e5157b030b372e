const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
type Level = (typeof LEVELS)[number];

/**
 * Writes one JSON line: level, time, message and fields, as Lambda's JSON log format expects them.
 * LOG_LEVEL is the least level that is written; info when it is not set. Errors are written with stack and causes.
 */
export function log(level: Level, message: string, fields: Record<string, unknown> = {}): void {
  if (LEVELS.indexOf(level) < LEVELS.indexOf((process.env.LOG_LEVEL ?? 'info').toLowerCase() as Level))
    return;
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
