import type { FilterPattern, FilterRule } from '../../../shared/streams/stream-trigger.ts';

/** Whether a record matches any of the patterns, as Lambda's event filtering decides it. */
export const matchesAny = (record: unknown, patterns: readonly FilterPattern[]): boolean =>
  patterns.some((pattern) => matches(record, pattern));

const matches = (part: unknown, pattern: FilterPattern): boolean =>
  Object.entries(pattern).every(([name, wanted]) => {
    const value = (part as Record<string, unknown> | undefined)?.[name];
    if (isRules(wanted)) return wanted.some((rule) => holds(rule, value));
    // What is not there can still match a pattern that wants a part of it not to be there.
    return matches(value instanceof Object ? value : undefined, wanted);
  });

const isRules = (wanted: FilterPattern | readonly FilterRule[]): wanted is readonly FilterRule[] =>
  Array.isArray(wanted);

function holds(rule: FilterRule, value: unknown): boolean {
  if (typeof rule === 'string' || rule === null) return value === rule;
  if ('prefix' in rule) return typeof value === 'string' && value.startsWith(rule.prefix);
  // Of leaves alone: a map is said to exist by what is in it.
  if ('exists' in rule) return (value !== undefined && !(value instanceof Object)) === rule.exists;
  return typeof value === 'string' && !rule['anything-but'].includes(value);
}
