import type { RowFailure } from '../../../shared/receivables/row-failure.ts';
import { say, type Words } from '../dialect/say.ts';
import type { Language } from '../dialect/words.ts';

/** Why a row of many was not done, in no language yet. */
export interface RowRefusal<Code extends string = string> {
  readonly code: Code;
  readonly words: Words;
}

export const toldIn = <Code extends string>({ code, words }: RowRefusal<Code>, language: Language) => ({
  code,
  message: words.in(language),
});

/** What both generations of bulk removals tell of rows that nobody could decide on. The vendor has one code for them. */
export const FAILED_ROWS: Readonly<Record<RowFailure['outcome'], RowRefusal<'INTERNAL_ERROR'>>> = {
  failed: { code: 'INTERNAL_ERROR', words: say('INTERNAL_ERROR') },
  untouched: { code: 'INTERNAL_ERROR', words: say('row.untouched') },
  unknown: { code: 'INTERNAL_ERROR', words: say('row.unknown') },
};
