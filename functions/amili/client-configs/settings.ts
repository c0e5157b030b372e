import { type Books, booksOf, type GlAccounts, type Settings } from '../ledger/books.ts';

/** What may be set under a key: a part of the settings, or undefined where the values are none for it. */
interface Rule {
  /** What the values must be. */
  readonly says: string;
  readonly read: (values: readonly string[]) => Settings | undefined;
  /** Settings without it: the default is in force again. */
  readonly without: (settings: Settings) => Settings;
}

const one = (pattern: RegExp, values: readonly string[]): string | undefined =>
  values.length === 1 && pattern.test(values[0]!) ? values[0] : undefined;

function rule<Name extends Exclude<keyof Settings, 'glAccounts'>>(
  name: Name,
  says: string,
  read: (values: readonly string[]) => Books[Name] | undefined,
): Rule {
  return {
    says,
    read(values) {
      const value = read(values);
      return value === undefined ? undefined : { [name]: value };
    },
    without: ({ [name]: _, ...others }) => others as Settings,
  };
}

/** Four digits, so that the first one says whether an account is of the balance sheet (1, 2) or of the result (3 to 8). */
const account = (name: keyof GlAccounts): Rule => ({
  says: 'an account from 1000 to 8999',
  read(values) {
    const value = one(/^[1-8]\d{3}$/, values);
    return value === undefined ? undefined : { glAccounts: { [name]: value } };
  },
  without({ glAccounts: { [name]: _, ...accounts } = {}, ...others }) {
    return { ...others, ...(Object.keys(accounts).length > 0 && { glAccounts: accounts }) };
  },
});

/** GLCLOSEDTHROUGH is not among them: it follows from the periods that the client closes. */
const RULES: Readonly<Record<string, Rule>> = {
  ADBBASIS: rule('adbBasis', 'DUEDATE or POSTINGDATE', (values) => {
    const value = one(/^(duedate|postingdate)$/i, values);
    return value?.toUpperCase() as Books['adbBasis'] | undefined;
  }),
  ADBINTERVALS: rule(
    'adbIntervals',
    'one to ten numbers of days, each larger than the one before',
    (values) => {
      const days = values.map((value) => (/^[1-9]\d{0,3}$/.test(value) ? Number(value) : 0));
      const isRising = days.every((day, index) => day > (days[index - 1] ?? 0));
      return isRising && days.length > 0 && days.length <= 10 ? days : undefined;
    },
  ),
  CURRENCY: rule('currency', 'three letters', (values) => one(/^[a-z]{3}$/i, values)?.toUpperCase()),
  DUEDAYS: rule('dueDays', 'a number of days, at most 365', (values) => {
    const days = Number(one(/^\d{1,3}$/, values));
    return days <= 365 ? days : undefined;
  }),
  FILETYPES: rule('fileTypes', 'one to twenty words of letters, digits, - and _', (values) => {
    const isWord = (value: string) => /^[\w-]{1,40}$/.test(value);
    const types = [...new Set(values.map((value) => value.toUpperCase()))];
    return types.length > 0 && types.length <= 20 && types.every(isWord) ? types : undefined;
  }),
  'GLACCOUNT-BANK': account('bank'),
  'GLACCOUNT-INTEREST': account('interest'),
  'GLACCOUNT-LOSS': account('loss'),
  'GLACCOUNT-RECEIVABLES': account('receivables'),
  'GLACCOUNT-SALES': account('sales'),
  'GLACCOUNT-VAT': account('vat'),
  LANGUAGE: rule('language', 'two letters', (values) => one(/^[a-z]{2}$/i, values)?.toLowerCase()),
};

/** The keys that an operator sets. */
export const SETTABLE_KEYS: readonly string[] = Object.keys(RULES);

export type SettingChange =
  | { readonly outcome: 'changed'; readonly settings: Settings }
  | { readonly outcome: 'refused'; readonly problem: string };

/**
 * A client's settings with other values under one of the keys.
 * @param values none for the default
 */
export function changed(settings: Settings, key: string, values: readonly string[]): SettingChange {
  const { says, read, without } = RULES[key] as Rule;
  const kept = without(settings);
  const set = values.length === 0 ? {} : read(values);
  if (!set) return { outcome: 'refused', problem: `${key} must be ${says}` };
  const glAccounts = { ...kept.glAccounts, ...set.glAccounts };
  const next = { ...kept, ...set, ...(Object.keys(glAccounts).length > 0 && { glAccounts }) };
  const { receivables, ...others } = booksOf({ settings: next }).glAccounts;
  // What is left of all AR items is the balance of this account.
  return Object.values(others).includes(receivables)
    ? { outcome: 'refused', problem: `${receivables}: the account of receivables takes no other postings` }
    : { outcome: 'changed', settings: next };
}
