import { goTo } from '../route.ts';
import { shownNumber } from './counted.ts';
import type { ListPage } from './customer-list.ts';
import { addressOf, type CustomersQuery, PAGE_SIZES } from './query.ts';

interface PagerProps {
  readonly query: CustomersQuery;
  readonly list: ListPage;
  readonly show: (changed: Partial<CustomersQuery>) => void;
}

/** Leads from page to page. Each has its entry in the browser's history, so that its own buttons work too. */
export function Pager({ query, list: { total, mayHaveMore }, show }: PagerProps) {
  const { page, size } = query;
  const of = total === null ? '' : ` of ${shownNumber(Math.max(1, Math.ceil(total / size)))}`;
  const go = (to: number) => goTo(['customers'], addressOf({ ...query, page: to }));
  return (
    <nav class="row pager" aria-label="Pages of the list">
      <PageButton label="Previous" isThere={page > 1} go={() => go(page - 1)} />
      <span>
        Page {shownNumber(page)}
        {of}
      </span>
      <PageButton label="Next" isThere={mayHaveMore} go={() => go(page + 1)} />
      <label class="beside">
        Rows
        <select value={size} onChange={({ currentTarget }) => show({ size: Number(currentTarget.value) })}>
          {PAGE_SIZES.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </label>
    </nav>
  );
}

/** At the list's end it stays where it is and keeps the focus, which a disabled button would lose. */
function PageButton({ label, isThere, go }: { label: string; isThere: boolean; go: () => void }) {
  return (
    <button type="button" class="quiet" aria-disabled={!isThere} onClick={() => isThere && go()}>
      {label}
    </button>
  );
}
