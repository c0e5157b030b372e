/** Why the guard refuses: a clause of its one conditional write, in words. */
export interface Rule {
  /** How a sentence goes on that begins with "was refused because". */
  readonly because: string;
  readonly meaning: string;
  /** What the refused clause names. */
  readonly names: RegExp;
}

const LINK_COUNT = /\blinkCount\b/;

/** By the words of the history. */
export const RULES: Readonly<Record<string, Rule>> = {
  linked: {
    because: 'something refers to the customer',
    meaning:
      'The count of what refers to the customer must be 0. It is kept in the customer itself, in one transaction with each ' +
      'invoice, document or AR item, so nothing can come between the count and the delete.',
    names: LINK_COUNT,
  },
  link_count_unknown: {
    because: 'it is not known how much refers to the customer',
    meaning: 'The count is missing or damaged. A count that is not known is not 0, and so it refuses.',
    names: LINK_COUNT,
  },
  protected: {
    because: 'the customer is protected',
    meaning: 'An operator has said that this customer must not go. Only an operator lifts that.',
    names: /\bprotection\b/,
  },
  deleted: {
    because: 'the customer is deleted already',
    meaning: 'A deleted customer is gone for every route of its vendor, so there is nothing left to change.',
    names: /\bdeletion\b/,
  },
  changed: {
    because: 'the customer is no longer what the client had seen',
    meaning:
      'The request named in If-Match the version that it meant, and the customer has changed since: by a client, an ' +
      'operator, or because its number was given to another customer.',
    names: /\bversion\b|\bcreation\b/,
  },
  absent: {
    because: 'there is no such customer',
    meaning: 'Nothing is stored under this key. A condition on a customer that is not there does not hold.',
    names: /\blinkCount\b|\battribute_exists\b/,
  },
};

/** The condition of every delete, as it is written down in shared/receivables/customers/remove.ts. */
export const DELETE_CLAUSES: readonly string[] = [
  'linkCount = 0',
  'attribute_not_exists(deletion)',
  'attribute_not_exists(protection)',
  'NOT contains(settled, <this request>)',
];

/** What If-Match adds. */
export const SEEN_CLAUSES: readonly string[] = ['version = <as seen>', 'creation.requestId = <as seen>'];

/** What a clause asks for, in words; undefined where its name says it. */
export function askedBy(clause: string): string | undefined {
  return ASKED.find(([pattern]) => pattern.test(clause))?.[1];
}

const ASKED: readonly (readonly [RegExp, string])[] = [
  [LINK_COUNT, 'nothing refers to it'],
  [/\bdeletion\b/, 'it is not deleted'],
  [/\bdeactivation\b/, 'it is not deactivated'],
  [/\bprotection\b/, 'nobody protects it'],
  [/\bsettled\b/, 'this very request was not decided before'],
  [/\bversion\b/, 'it is the version that was seen'],
  [/\bcreation\b/, 'it is the same customer, not a later one of its number'],
  [/^attribute_not_exists\(/, 'it is not there yet'],
  [/^attribute_exists\(/, 'it is there'],
];

/** The parts of a condition that all must hold: split at its outermost ANDs. */
export function clausesOf(expression: string): string[] {
  const clauses: string[] = [];
  let [depth, start] = [0, 0];
  for (const { index, 0: token } of expression.matchAll(/\(|\)|"(?:[^"\\]|\\.)*"|'[^']*'| AND /g)) {
    if (token === '(') depth++;
    else if (token === ')') depth--;
    else if (token === ' AND ' && depth === 0) {
      clauses.push(expression.slice(start, index).trim());
      start = index + token.length;
    }
  }
  return [...clauses, expression.slice(start).trim()];
}
