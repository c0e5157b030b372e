import { now } from './clock.ts';
export const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type Level = (typeof LEVELS)[number];

export interface LogLine extends Readonly<Record<string, unknown>> {
  readonly timestamp: string;
  /** In capitals. */
  readonly level: string;
  readonly message: string;
}

export const isLevel = (text: string): text is Level => LEVELS.includes(text as Level);

/**
 * Writes one JSON line: level, time, message and fields, as Lambda's JSON log format expects them.
 * LOG_LEVEL is the least level that is written; info when it is not set. Errors are written with stack and causes.
 */
export function log(level: Level, message: string, fields: Record<string, unknown> = {}): void {
  doubtLevel();
  if (isLogged(level)) write(lineOf(level, message, fields));
}

/** Whether lines of this level are written: to do nothing for one that is not. */
export const isLogged = (level: Level): boolean => LEVELS.indexOf(level) >= LEVELS.indexOf(leastLevel());

/** Hands every further line to `writer`, errors in it as they were thrown, in the place of standard output. */
export function logTo(writer: (line: LogLine) => void): void {
  write = writer;
}

let write = (line: LogLine): void => {
  process.stdout.write(
    `${JSON.stringify(line, (_, value) => (value instanceof Error ? described(value) : value))}\n`,
  );
};

/** The value of LOG_LEVEL that is none and that a line has told of: a wrong setting must not end a function. */
let doubted: string | undefined;

function doubtLevel(): void {
  const text = wantedLevel();
  if (isLevel(text) || text === doubted) return;
  doubted = text;
  write(lineOf('warn', `LOG_LEVEL ${text} is none of ${LEVELS.join(', ')}: info is used`));
}

const wantedLevel = (): string => (process.env.LOG_LEVEL || 'info').toLowerCase();

function leastLevel(): Level {
  const text = wantedLevel();
  return isLevel(text) ? text : 'info';
}

const lineOf = (level: Level, message: string, fields: Record<string, unknown> = {}): LogLine => ({
  timestamp: now().toISOString(),
  level: level.toUpperCase(),
  message,
  ...fields,
});

const described = ({ name, message, stack, cause, ...rest }: Error) => ({
  name,
  message,
  stack,
  cause,
  ...rest,
});
