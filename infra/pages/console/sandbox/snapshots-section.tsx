import { useState } from 'preact/hooks';
import type { Snapshot } from '../../../local/sandbox/shapes.ts';
import { useLoaded } from '../loaded.ts';
import { Problem } from '../parts/problem.tsx';
import { Time } from '../parts/time.tsx';
import { askFor } from '../service/ask.ts';
import { signInLocally } from '../service/session.ts';
import { Confirm } from './confirm.tsx';
import { type Doing, Said, useDoing } from './doing.tsx';
import { SnapshotTable } from './snapshot-table.tsx';

/** Named snapshots of the data. @param changed is told that the data, and with them the clock, are others */
export function SnapshotsSection({ changed }: { changed: () => void }) {
  const { value, error, isLoading, reload } = useLoaded(
    (signal) =>
      askFor<{ items: Snapshot[] }>({ method: 'GET', path: '/sandbox/snapshots' }, undefined, signal),
    [],
  );
  const doing = useDoing();
  const [asked, setAsked] = useState<Asked>();
  const snapshots = value?.items;
  return (
    <section class="card" aria-labelledby="snapshots">
      <h2 id="snapshots">Snapshots</h2>
      <p class="muted">
        All data as they are: customers, credentials, histories, events, files and the clock. Requests wait
        while one is kept or brought back.
      </p>
      <KeepForm doing={doing} snapshots={snapshots ?? []} kept={reload} />
      {error && <Problem error={error} retry={reload} />}
      {isLoading && !value && !error && <p class="loading">Loading…</p>}
      {snapshots?.length === 0 && <p>No snapshot is kept yet.</p>}
      {snapshots && snapshots.length > 0 && (
        <SnapshotTable
          {...{ snapshots, isBusy: doing.isBusy }}
          ask={(deed, snapshot) => setAsked({ deed, snapshot })}
        />
      )}
      <Said doing={doing} />
      {asked && (
        <Confirmation
          asked={asked}
          closed={() => setAsked(undefined)}
          confirmed={() =>
            doing.run(async () => {
              const said = await DEEDS[asked.deed](asked.snapshot.name);
              reload();
              changed();
              return said;
            })
          }
        />
      )}
    </section>
  );
}

interface Asked {
  readonly deed: 'bring back' | 'remove';
  readonly snapshot: Snapshot;
}

const pathOf = (name: string): string => `/sandbox/snapshots/${encodeURIComponent(name)}`;

const DEEDS = {
  async 'bring back'(name: string) {
    await askFor({ method: 'POST', path: `${pathOf(name)}/restoration` });
    // Credentials are data.
    await signInLocally();
    return `${name} was brought back.`;
  },
  async remove(name: string) {
    await askFor({ method: 'DELETE', path: pathOf(name) });
    return `${name} was removed.`;
  },
};

function Confirmation({ asked, ...rest }: { asked: Asked; closed: () => void; confirmed: () => void }) {
  const { deed, snapshot } = asked;
  return deed === 'remove' ? (
    <Confirm title={`Remove ${snapshot.name}?`} verb="Remove" {...rest}>
      <p>It is gone for good. The data that are there now stay.</p>
    </Confirm>
  ) : (
    <Confirm title={`Bring back ${snapshot.name}?`} verb="Bring back" {...rest}>
      <p>
        All that was written after <Time at={snapshot.at} /> is gone for good, unless you keep it as a
        snapshot first.
      </p>
    </Confirm>
  );
}

interface KeepFormProps {
  readonly doing: Doing;
  readonly snapshots: readonly Snapshot[];
  readonly kept: () => void;
}

function KeepForm({ doing, snapshots, kept }: KeepFormProps) {
  const [name, setName] = useState('');
  const isKnown = snapshots.some((snapshot) => snapshot.name === name);
  function submit(event: SubmitEvent) {
    event.preventDefault();
    doing.run(async () => {
      await askFor({ method: 'PUT', path: pathOf(name) });
      kept();
      return `${name} was ${isKnown ? 'replaced' : 'kept'}.`;
    });
  }
  return (
    <form class="row" onSubmit={submit}>
      <label>
        Name: small letters, digits, hyphens
        <input
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
          pattern="[a-z0-9\-]{1,64}"
          maxLength={64}
          spellcheck={false}
          autocapitalize="off"
          autocomplete="off"
          required
        />
      </label>
      <button type="submit" disabled={doing.isBusy}>
        {isKnown ? 'Replace' : 'Keep'}
      </button>
    </form>
  );
}
