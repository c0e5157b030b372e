import { memo } from 'preact/compat';
import { useState } from 'preact/hooks';
import type { RecordedRequest } from '../../../../local/sandbox/shapes.ts';
import { utc } from '../../parts/time.tsx';
import { RequestDetail } from './request-detail.tsx';

interface Props {
  readonly request: RecordedRequest;
  /** Called when it was sent again. */
  readonly onRepeated: () => void;
}

/** A request in a line that opens. Most lines are as they were when another comes. */
export const RequestItem = memo(
  function RequestItem({ request, onRepeated }: Props) {
    const [isOpen, setOpen] = useState(false);
    const { number, at, method, path, operation, durationMs, fault } = request;
    return (
      <li class="line">
        <button
          type="button"
          class="opener"
          aria-expanded={isOpen}
          aria-controls={`request-${number}`}
          onClick={() => setOpen(!isOpen)}
        >
          <time dateTime={at} title={utc(at)}>
            {CLOCK.format(new Date(at))}
          </time>
          <Outcome request={request} />
          <span class="method">{method}</span>
          <span class="live-path">{path}</span>
          <span class="duration">
            {durationMs === null ? '' : `${durationMs.toLocaleString('en-GB')} ms`}
          </span>
          <span class="operation">{operation ?? 'no route'}</span>
          {fault && <span class="fault">Fault: {fault}</span>}
        </button>
        <div id={`request-${number}`} hidden={!isOpen}>
          {isOpen && <RequestDetail request={request} onRepeated={onRepeated} />}
        </div>
      </li>
    );
  },
  (before, after) => before.request === after.request,
);

const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** How it ended, in a mark and a number. */
function Outcome({ request: { status, durationMs } }: { request: RecordedRequest }) {
  if (status === null) {
    const [tone, words] = durationMs === null ? ['open', '… open'] : ['bad', '✕ none'];
    return (
      <span class="live-outcome" data-tone={tone}>
        {words}
      </span>
    );
  }
  const tone = status < 400 ? 'good' : status < 500 ? 'warn' : 'bad';
  return (
    <span class="live-outcome" data-tone={tone}>
      {status < 400 ? '✓' : '✕'} {status}
    </span>
  );
}
