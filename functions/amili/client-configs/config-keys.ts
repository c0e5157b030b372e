import type { Books, GlAccounts, OwnBooks, Settings } from '../ledger/books.ts';

/** How a setting of a client's books is shown, and whether it is the client's own. */
interface ConfigKey {
  readonly valuesOf: (books: Books) => readonly (string | number)[];
  readonly isOwn: (own: OwnBooks) => boolean;
}

const setting = <Name extends Exclude<keyof Settings, 'glAccounts'>>(name: Name): ConfigKey => ({
  valuesOf: (books) => [books[name]].flat() as (string | number)[],
  isOwn: ({ settings }) => settings[name] !== undefined,
});

const account = (name: keyof GlAccounts): ConfigKey => ({
  valuesOf: ({ glAccounts }) => [glAccounts[name]],
  isOwn: ({ settings }) => settings.glAccounts?.[name] !== undefined,
});

/** The keys of a client's configuration, in their order. The vendor names none: all are our choice. */
export const CONFIG_KEYS: Readonly<Record<string, ConfigKey>> = {
  ADBBASIS: setting('adbBasis'),
  ADBINTERVALS: setting('adbIntervals'),
  CURRENCY: setting('currency'),
  DUEDAYS: setting('dueDays'),
  FILETYPES: setting('fileTypes'),
  'GLACCOUNT-BANK': account('bank'),
  'GLACCOUNT-INTEREST': account('interest'),
  'GLACCOUNT-LOSS': account('loss'),
  'GLACCOUNT-RECEIVABLES': account('receivables'),
  'GLACCOUNT-SALES': account('sales'),
  'GLACCOUNT-VAT': account('vat'),
  // Follows from the periods that the client closes: nobody sets it.
  GLCLOSEDTHROUGH: {
    valuesOf: ({ closedThrough }) => (closedThrough === undefined ? [] : [closedThrough]),
    isOwn: ({ closedThrough }) => closedThrough !== undefined,
  },
  LANGUAGE: setting('language'),
};
