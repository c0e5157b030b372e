import * as z from 'zod/mini';
import type { NewFault } from './shapes.ts';

/** Milliseconds: the longest that an answer is kept back. */
export const MOST_LATE = 60_000;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
const STATUSES = [429, 500, 503] as const;

const oneOf = (values: readonly (string | number)[]) => `must be one of ${values.join(', ')}`;

const whole = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`;
  return z.int(message).check(z.gte(least, message), z.lte(most, message));
};

/** Which requests a fault meets, and how many of them. */
const which = () => ({
  method: z.optional(z.enum(METHODS, oneOf(METHODS))),
  path: z.optional(z.string('must be a text').check(z.regex(/^\/.{0,2047}$/, 'must begin with a slash'))),
  times: z.optional(whole(1, 1_000_000)),
});

const when = () => z._default(z.enum(['before', 'after'], oneOf(['before', 'after'])), 'before');

const KINDS = ['late', 'drop', 'status', 'truncate'];

/** A fault as it is set. What its kind does not know is refused by name. */
export const newFault = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('late'), delayMs: whole(1, MOST_LATE), ...which() }, unknownIn('late')),
    z.strictObject({ kind: z.literal('drop'), when: when(), ...which() }, unknownIn('drop')),
    z.strictObject(
      {
        kind: z.literal('status'),
        status: z.literal(STATUSES, oneOf(STATUSES)),
        when: when(),
        ...which(),
      },
      unknownIn('status'),
    ),
    z.strictObject({ kind: z.literal('truncate'), ...which() }, unknownIn('truncate')),
  ],
  { error: ({ code }) => (code === 'invalid_union' ? oneOf(KINDS) : 'must be an object') },
);

function unknownIn(kind: string) {
  return {
    error: (issue: z.core.$ZodRawIssue) =>
      issue.code === 'unrecognized_keys' ? `${kind} knows no ${issue.keys.join(', ')}` : 'must be an object',
  };
}

/** Words of the header `Offboard-Fault`, and what each of them does to its request. */
const WORDS: Readonly<Record<string, NewFault>> = {
  'drop-before': { kind: 'drop', when: 'before' },
  'drop-after': { kind: 'drop', when: 'after' },
  429: { kind: 'status', when: 'before', status: 429 },
  500: { kind: 'status', when: 'before', status: 500 },
  '500-after': { kind: 'status', when: 'after', status: 500 },
  503: { kind: 'status', when: 'before', status: 503 },
  '503-after': { kind: 'status', when: 'after', status: 503 },
  truncate: { kind: 'truncate' },
};

/** What the header asks for; undefined where it is none of its words. */
export function faultOfWord(word: string): NewFault | undefined {
  const [, milliseconds] = /^late=(\d{1,5})$/.exec(word) ?? [];
  const delayMs = Number(milliseconds ?? 0);
  if (delayMs >= 1 && delayMs <= MOST_LATE) return { kind: 'late', delayMs };
  return Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
}

export const WORDS_TOLD = `late=<1 to ${MOST_LATE} milliseconds>, drop-before, drop-after, 429, 500, 500-after, 503, 503-after, truncate`;
