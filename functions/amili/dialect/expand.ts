import { listOfWords } from '../../../shared/fields/parameters.ts';

/**
 * `expand`: the related objects that an answer shows beside the fields. Case does not matter, as in all values. Which
 * there are is our choice: the vendor tells none.
 */
export const expand = (...known: readonly string[]) =>
  listOfWords(known, (word) => word.trim().toLowerCase());

/** What a list keeps of the question of its first page. */
export type Asked = Readonly<Record<string, unknown>>;

/** What was asked for with the first page is shown on all of them. */
export const expandOf = ({ expand }: Asked) => expand as readonly string[];
