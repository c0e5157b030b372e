import { Time } from '../parts/time.tsx';
import { ChangedFields } from './changed-fields.tsx';
import type { CustomerName, HistoryPart } from './customer.ts';
import { Reason, RequestLink } from './stamp.tsx';
import { count, kindInWords, REFUSALS } from './words.ts';

type Entry = Exclude<HistoryPart, { change: 'unrecorded' }>;

/** A part of a customer's history. */
export function HistoryEntry({ part, whose }: { part: HistoryPart; whose: CustomerName }) {
  if (part.change === 'unrecorded') return <Unrecorded {...part.versions} />;
  const { change, at, by, operation, reason, version, request_id, changed, values_left_out } = part;
  return (
    <>
      <div class="moment-head">
        <strong>{change.replace('_', ' ')}</strong>
        <span class="muted">v{count(version)}</span>
        <Time at={at} />
      </div>
      <p class="muted">
        by <bdi>{by}</bdi>
        {operation && <code> {operation}</code>}
      </p>
      {reason && <Reason text={reason} />}
      {part.refusal && <Refused entry={part} />}
      {changed && <ChangedFields {...{ changed, isOpen: change === 'updated' }} />}
      {values_left_out && <p class="muted">{LEFT_OUT[values_left_out]}</p>}
      <p>
        <RequestLink id={request_id} whose={whose} />
      </p>
    </>
  );
}

const LEFT_OUT = {
  size: 'What the fields held was too large to be kept.',
  deleted: 'What the fields held is not shown of a deleted customer.',
  erased: 'What the fields held was erased.',
};

function Unrecorded({ from, to }: { from: number; to: number }) {
  return (
    <>
      <div class="moment-head">
        <strong>not known</strong>
        <span class="muted">{from === to ? `v${count(from)}` : `v${count(from)} to v${count(to)}`}</span>
      </div>
      <p class="muted">
        There is no entry of it: there never was one, it is no longer kept, or it is still on its way.
      </p>
    </>
  );
}

function Refused({ entry: { refusal, blockers } }: { entry: Entry }) {
  return (
    <div class="refused">
      <p>Refused, because {REFUSALS[refusal ?? ''] ?? refusal}.</p>
      {blockers.length > 0 && (
        <ul>
          {blockers.map(({ kind, id }) => (
            <li key={`${kind} ${id}`}>
              {kindInWords(kind)} <code>{id}</code>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
