import { Problem } from '../parts/problem.tsx';
import { State } from '../parts/state.tsx';
import { type Action, clearingOf } from './actions.ts';
import { type Customer, type CustomerName, type Dependent, type Preview, pathOf } from './customer.ts';
import { DependentCard } from './dependent-card.tsx';
import { usePages } from './pages.ts';
import { useRefocus } from './refocus.ts';
import { count, kindsInWords } from './words.ts';

interface DependentsProps {
  readonly customer: Customer;
  readonly preview: Preview | undefined;
  readonly whose: CustomerName;
  /** Another one when they may be others. */
  readonly turn: number;
  open(action: Action): void;
}

/** What refers to a customer, as a picture that is a list. */
export function Dependents({ customer, preview, whose, turn, open }: DependentsProps) {
  const { items, hasMore, isLoading, error, more, reload } = usePages<Dependent>(
    `${pathOf(whose)}/dependents`,
    1,
    turn,
  );
  useRefocus(turn, [items]);
  // A page may be followed by an empty one: what is counted says whether there is more.
  const isAll = !hasMore || items?.length === customer.link_count;
  return (
    <section class="card" aria-labelledby="dependents">
      <h2 id="dependents">What refers to it</h2>
      {error && <Problem error={error} retry={more} />}
      {!items && isLoading && <p class="loading">Loading…</p>}
      {items?.length === 0 && isAll && (
        <p class="muted">Nothing refers to it, so that nothing of the kind keeps it from being deleted.</p>
      )}
      {items && items.length > 0 && (
        <div class="ties">
          <div class="tied">
            <strong>
              <bdi>{customer.name ?? customer.id}</bdi>
            </strong>
            <State state={customer.state} />
          </div>
          <ul class="tie-kinds">
            {byKind(items).map(([kind, those]) => (
              <li key={kind}>
                <h3>
                  {kindsInWords(kind)} <span class="muted">{howMany(kind, those.length, customer)}</span>
                </h3>
                <ul class="tie-cards">
                  {those.map((each) => (
                    <DependentCard
                      key={each.id}
                      {...{ dependent: each, action: clearingOf(each), open }}
                      blocks={blocks(each, preview)}
                    />
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div class="row" role="status">
        {!isAll && (
          <button type="button" class="quiet" onClick={more} disabled={isLoading}>
            {isLoading ? 'Loading…' : 'Load more'}
          </button>
        )}
        {items && isAll && !isLoading && items.length !== (customer.link_count ?? items.length) && (
          <p class="muted">
            The list follows by some milliseconds: it shows {count(items.length)}, and{' '}
            {count(customer.link_count ?? 0)} are counted.{' '}
            <button type="button" class="quiet" onClick={reload}>
              Read it again
            </button>
          </p>
        )}
      </div>
    </section>
  );
}

/** In the order in which they come, which is by kind. */
const byKind = (items: readonly Dependent[]): [kind: string, those: readonly Dependent[]][] => [
  ...Map.groupBy(items, ({ kind }) => kind),
];

function howMany(kind: string, shown: number, { links_by_kind }: Customer): string {
  const all = links_by_kind?.[kind] ?? shown;
  return all > shown ? `${count(shown)} of ${count(all)}` : count(shown);
}

/** Whether it keeps the customer from being deleted; undefined where what is asked does not tell. */
function blocks({ kind, id, clearing }: Dependent, preview: Preview | undefined): boolean | undefined {
  if (preview?.refusal === null) return false;
  const { blockers, more_blockers } = preview?.refusal === 'linked' ? preview : NONE_KNOWN;
  // What is over has no way to be cleared, and needs none.
  if (clearing || blockers.some((blocker) => blocker.kind === kind && blocker.id === id)) return true;
  return blockers.length > 0 && !more_blockers ? false : undefined;
}

const NONE_KNOWN: Pick<Preview, 'blockers' | 'more_blockers'> = { blockers: [], more_blockers: false };
