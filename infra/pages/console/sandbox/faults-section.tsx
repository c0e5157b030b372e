import { useEffect, useState } from 'preact/hooks';
import type { Fault } from '../../../local/sandbox/shapes.ts';
import { useLoaded } from '../loaded.ts';
import { Problem } from '../parts/problem.tsx';
import { askFor } from '../service/ask.ts';
import { type Doing, Said, useDoing } from './doing.tsx';
import { FaultForm, FIRST } from './fault-form.tsx';
import { FaultTable } from './fault-table.tsx';
import { curlOf, deedOf, fitting } from './fault-words.ts';

const PATH = '/sandbox/faults';

/** Milliseconds: others' requests are met meanwhile. */
const EVERY = 2_000;

/** What the service does to requests, for clients that should bear it. */
export function FaultsSection() {
  const { value, error, reload } = useLoaded(
    (signal) => askFor<{ items: Fault[] }>({ method: 'GET', path: PATH }, undefined, signal),
    [],
  );
  const doing = useDoing();
  const [fault, setFault] = useState(FIRST);
  const isWatching = value !== undefined && value.items.length > 0;
  useEffect(() => {
    if (!isWatching) return undefined;
    const timer = setInterval(reload, EVERY);
    return () => clearInterval(timer);
  }, [isWatching]);

  /** Asks, and shows what there is then. */
  const act = (method: string, path: string, said: string, body?: unknown) =>
    doing.run(async () => {
      await askFor({ method, path, ...(body !== undefined && { body }) });
      reload();
      return said;
    });
  return (
    <section class="card" aria-labelledby="faults">
      <h2 id="faults">Faults</h2>
      <p class="muted">
        For authors of clients: what their requests meet. The console’s own meet none, and a new start has
        none.
      </p>
      <FaultForm
        {...{ fault, isBusy: doing.isBusy, changed: setFault }}
        submitted={() => act('POST', PATH, `Set: ${deedOf(fault)} (${fitting(fault)}).`, fault)}
      />
      <HeaderLine line={curlOf(fault)} />
      {error && <Problem error={error} retry={reload} />}
      {!value && !error && <p class="loading">Loading…</p>}
      {value?.items.length === 0 && <p>No fault is set: every request is answered as it should be.</p>}
      {isWatching && (
        <>
          <FaultTable
            {...{ faults: value.items, isBusy: doing.isBusy }}
            remove={(each) => act('DELETE', `${PATH}/${each.id}`, `Removed: ${deedOf(each)}.`)}
          />
          <div>
            <button
              type="button"
              class="quiet"
              disabled={doing.isBusy}
              onClick={() => act('DELETE', PATH, 'All faults were removed.')}
            >
              Remove all
            </button>
          </div>
        </>
      )}
      <Said doing={doing} />
    </section>
  );
}

/** The other way: a header of the one request that is to meet it. */
function HeaderLine({ line }: { line: string | undefined }) {
  const copying = useDoing();
  if (line === undefined) return <p class="muted">No header asks for this: set it here.</p>;
  return (
    <div class="header-line">
      <p class="muted">Or for one request alone, by its header:</p>
      <div class="row">
        <code>{line}</code>
        <CopyButton {...{ line, copying }} />
      </div>
      <Said doing={copying} />
    </div>
  );
}

function CopyButton({ line, copying }: { line: string; copying: Doing }) {
  const copy = async () => {
    await navigator.clipboard.writeText(line);
    return 'Copied.';
  };
  return (
    <button type="button" class="quiet" onClick={() => copying.run(copy)}>
      Copy
    </button>
  );
}
