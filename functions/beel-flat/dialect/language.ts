import type { Origin } from '../../../shared/http/operation.ts';
import { languageNamed, languageOf as languageOfToday } from '../../beel/dialect/language.ts';
import type { Language } from '../../beel/dialect/words.ts';

/**
 * The language of messages by OpenAPI 1.0.1: that of X-Locale, then of Accept-Language. Where neither names one it is
 * English, as the messages of its examples are, although it says `es`: our choice.
 */
export const languageOf = (origin: Pick<Origin, 'headers'>): Language =>
  languageNamed(origin.headers['x-locale'] ?? '') ?? languageOfToday(origin);
