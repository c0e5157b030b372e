import { useRef, useState } from 'preact/hooks';
import { useLoaded } from '../loaded.ts';
import { askOperator } from '../service/session.ts';

/** A list of the operator's dialect that is read by cursor, page behind page. */
export interface PagedList<Item> {
  /** Undefined until the first pages are there. */
  readonly items: readonly Item[] | undefined;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly error: Error | undefined;
  more(): void;
  /** Reads again as many as are there. */
  reload(): void;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

const ON_A_PAGE = 100;

/**
 * @param least how many are read before anybody asks for more
 * @param turn another one when what was read is no longer true
 */
export function usePages<Item>(path: string, least: number, turn: number): PagedList<Item> {
  const [wanted, setWanted] = useState(least);
  // Outlives a page that fails, so that the next try goes on where it did.
  const read = useRef<(Page<Item> & { readonly turn: number }) | undefined>(undefined);
  const { value, error, isLoading, reload } = useLoaded(
    async (signal) => {
      let pages = read.current?.turn === turn ? read.current : undefined;
      while (pages === undefined || (pages.next !== null && pages.items.length < wanted)) {
        const { items, next }: Page<Item> = await askOperator(pathOf(path, pages?.next), signal);
        pages = { items: [...(pages?.items ?? []), ...items], next, turn };
        read.current = pages;
      }
      return pages;
    },
    [path, wanted, turn],
  );
  const shown = value ?? read.current;
  return {
    ...{ items: shown?.items, hasMore: shown ? shown.next !== null : false, isLoading, error },
    // Behind what is there: the last page may have been a short one.
    more: () => (error ? reload() : setWanted((shown?.items.length ?? 0) + ON_A_PAGE)),
    reload: () => {
      read.current = undefined;
      reload();
    },
  };
}

const pathOf = (path: string, cursor: string | null | undefined): string =>
  `${path}?limit=${ON_A_PAGE}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
