import { readFileSync } from 'node:fs';
import type { DialectName } from '../../functions/operations.ts';
import type { Operation } from '../../shared/http/operation.ts';
import { filledInto } from './placeholders.ts';

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

/** The recorded answer of an operation, with samples in the place of its placeholders; undefined where there is none. */
export function answerExample(
  { name }: Pick<Operation, 'name'>,
  samples: Readonly<Record<string, string>>,
): RecordedAnswer | undefined {
  const [dialect, resource, operation] = name.split('/') as [DialectName, string, string];
  const recorded = answersOf(dialect)[`${resource}/${operation}`];
  return recorded && { ...recorded, body: filledInto(recorded.body, samples) };
}

export const answersOf = (dialect: DialectName): RecordedAnswers =>
  JSON.parse(readFileSync(answersFile(dialect), 'utf8'));
