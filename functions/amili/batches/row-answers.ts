import type { Failure, Problem } from '../../../shared/http/failure.ts';
import { failureAnswer } from '../dialect/envelope.ts';

/** What a row is answered with, as the single operation would answer. */
export type RowAnswer = Readonly<Record<string, unknown>>;

/** Characters of a message: a thousand rows must not make an answer larger than Lambda sends. */
const LONGEST_MESSAGE = 500;

/** How a refused row is told. Undefined for a failure that nobody foresaw. */
export function refusedRow(
  clientNo: number,
  failure: { readonly problem: Problem } | Failure | undefined,
): RowAnswer {
  const { message, ...body } = failureAnswer(failure?.problem, { clientNo }).body;
  const isLong = message.length > LONGEST_MESSAGE;
  // Not within a pair of surrogates: half of one cannot be stored.
  const cut = () => `${message.slice(0, LONGEST_MESSAGE).replace(/[\uD800-\uDBFF]$/, '')}…`;
  return { ...body, message: isLong ? cut() : message };
}
