import { booksOf, type OwnBooks } from '../ledger/books.ts';
import type { Answered } from './client-config-response.ts';
import { CONFIG_KEYS } from './config-keys.ts';

/** The setting with this key, as it is in these books. */
export function shown(own: OwnBooks, key: keyof typeof CONFIG_KEYS): Answered {
  const { valuesOf, isOwn } = CONFIG_KEYS[key] as (typeof CONFIG_KEYS)[string];
  return {
    configKey: key,
    values: valuesOf(booksOf(own)).map(String),
    origin: isOwn(own) ? 'CLIENT' : 'DEFAULT',
  };
}
