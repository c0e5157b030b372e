import { describe, expect, it } from 'vitest';
import { LANGUAGES, WORDS, type WordKey } from '../../../functions/beel/dialect/words.ts';
import { openApiDocument } from '../../../infra/openapi/documents.ts';

const rows = Object.entries(WORDS).map(([key, texts]) => ({ key, texts }));

/** Every code that a document names for a failure or for a row of many. */
function codesIn(document: unknown, name?: string): string[] {
  if (typeof document !== 'object' || document === null) return [];
  const { enum: values } = document as { enum?: unknown[] };
  const own = name === 'code' && values ? values.map(String) : [];
  return [...own, ...Object.entries(document).flatMap(([key, value]) => codesIn(value, key))];
}

describe('the table of words', () => {
  it('has every documented code of both generations', () => {
    const codes = (['beel', 'beel-flat'] as const).flatMap((dialect) => codesIn(openApiDocument(dialect)));
    expect(codes).toContain('CLIENT_HAS_INVOICES');
    expect(codes).toContain('UNAUTHORIZED');
    expect([...new Set(codes)].filter((code) => !Object.hasOwn(WORDS, code))).toEqual([]);
  });

  it.each(LANGUAGES)('has words of its own in %s, with the same values as the others', (language) => {
    const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([name]) => name).sort();
    const wrong = rows.filter(({ texts }) => `${namesIn(texts[language])}` !== `${namesIn(texts.en)}`);
    expect(wrong).toEqual([]);
    // What is put together of other words is alike in all.
    const put: WordKey[] = ['all', 'field.of'];
    const untold = rows.filter(
      ({ texts }) => LANGUAGES.filter((other) => texts[other] === texts[language]).length > 1,
    );
    expect(untold.map(({ key }) => key)).toEqual(put);
  });
});
