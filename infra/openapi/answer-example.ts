import { readFileSync } from 'node:fs';
import type { DialectName } from '../../functions/operations.ts';
import type { Operation } from '../../shared/http/operation.ts';
import { filledInto, sampleOf } from '../placeholders.ts';

/** What an operation answered to its event fixture. */
export interface RecordedAnswer {
  readonly status: number;
  /** JSON. Where it had the seeds' values are the fixture's placeholders, and of a long list its beginning. */
  readonly body: unknown;
}

/** By the name of the operation, without its dialect. */
export type RecordedAnswers = Readonly<Record<string, RecordedAnswer>>;

/** Where those of a dialect are kept. `npm run openapi -- --answers` writes it. */
export const answersFile = (dialect: DialectName): URL =>
  new URL(`../../functions/${dialect}/example-answers.json`, import.meta.url);

export const answersOf = (dialect: DialectName): RecordedAnswers =>
  JSON.parse(readFileSync(answersFile(dialect), 'utf8'));

/** The recorded answer of an operation, with samples in the place of its placeholders; undefined where there is none. */
export function answerExample(
  answers: RecordedAnswers,
  { name }: Operation,
  samples: Readonly<Record<string, string>>,
): RecordedAnswer | undefined {
  const recorded = answers[name.slice(name.indexOf('/') + 1)];
  return recorded && { ...recorded, body: filledInto(recorded.body, sampleOf(samples)) };
}
