import { useLoaded } from '../loaded.ts';
import { Problem } from '../parts/problem.tsx';
import { AnswerCard } from './answer-card.tsx';
import { ChangesCard } from './changes-card.tsx';
import { FindRequest } from './find-request.tsx';
import { type Found, lookUp, type TenantName } from './lookup.ts';
import { NotFound } from './not-found.tsx';
import { PlainRefusal } from './plain-refusal.tsx';
import { RefusedDelete } from './refused-delete.tsx';

export interface RefusalPageProps {
  /** Of a stamp, or of a trace. */
  readonly id: string;
  /** Whose history is asked; every one that the key reaches where nobody says. */
  readonly known?: TenantName | undefined;
  /** Which customer, of a request that was refused more than one. */
  readonly customer?: string | undefined;
}

/** What is known of one request, and why it was refused. */
export function RefusalPage({ id, known, customer }: RefusalPageProps) {
  const { value, error, isLoading, reload } = useLoaded(
    (signal) => lookUp(id, known, signal),
    [id, known?.vendor, known?.tenant],
  );
  const isKnown = value && (value.recorded || value.entries.length > 0);
  return (
    <>
      <h1>{value && !isRefused(value) && isKnown ? 'What did it do?' : 'Why was it refused?'}</h1>
      <p class="muted request-id">
        Request <code>{id}</code>
      </p>
      {error && <Problem error={error} retry={reload} />}
      {isLoading && !value && (
        <p class="loading" role="status">
          Looking for it in the histories of {known ? known.tenant : 'every tenant that this key reaches'}…
        </p>
      )}
      {value && !isKnown && <NotFound {...{ id, known, found: value, reload }} />}
      {value && isKnown && <Known found={value} customer={customer} />}
      {((value && !isKnown) || error) && (
        <section class="card" aria-label="Find another request">
          <FindRequest id={id} />
        </section>
      )}
    </>
  );
}

function Known({ found, customer }: { found: Found; customer: string | undefined }) {
  const { recorded, tenant, entries, isMore } = found;
  const refused = entries.filter(({ change }) => change === 'delete_refused');
  const changes = entries.filter(({ change }) => change !== 'delete_refused');
  const shown = refused.find(({ id }) => id === customer) ?? refused[0];
  // Then the answer stands beside its explanation.
  const isExplained = isRefused(found);
  return (
    <>
      {refused.length > 1 && shown && tenant && (
        <ChangesCard
          title={`${refused.length} deletes refused`}
          entries={refused}
          {...{ tenant, isMore, shown }}
        />
      )}
      {shown && tenant && <RefusedDelete key={shown.id} entry={shown} tenant={tenant} recorded={recorded} />}
      {!shown && recorded && isRefused(found) && <PlainRefusal recorded={recorded} />}
      {recorded && !isExplained && <AnswerCard recorded={recorded} />}
      {changes.length > 0 && tenant && (
        <ChangesCard title="What it changed" entries={changes} {...{ tenant, isMore }} />
      )}
      {recorded && entries.length === 0 && (recorded.status ?? 0) < 400 && (
        <p class="muted">
          No history has an entry of it: it changed no customer and nothing that refers to one, or only just.
        </p>
      )}
    </>
  );
}

const isRefused = ({ recorded, entries }: Found): boolean =>
  (recorded?.status ?? 0) >= 400 || entries.some(({ change }) => change === 'delete_refused');
