import { ca, es } from 'zod/locales';
import type * as z from 'zod/mini';
import type { Issue } from '../../../shared/http/failure.ts';
import { wordsOfText } from './say.ts';
import type { Language } from './words.ts';

/** What zod itself says, in the languages that it does not speak here anyway. */
const LOCALES = { es: es().localeError, ca: ca().localeError };

/** What is wrong with a field, in a client's language. Where nobody has words for it, it is told in English. */
export function issueIn(language: Language, { message, source }: Issue): string {
  if (language === 'en') return message;
  const words = wordsOfText(message);
  if (words) return words.in(language);
  const told =
    source && source.code !== 'custom' ? LOCALES[language](source as z.core.$ZodRawIssue) : undefined;
  return (typeof told === 'string' ? told : told?.message) ?? message;
}
