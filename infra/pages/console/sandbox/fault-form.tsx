import type { NewFault } from '../../../local/sandbox/shapes.ts';
import { WHEN } from './fault-words.ts';

interface FaultFormProps {
  readonly fault: NewFault;
  readonly isBusy: boolean;
  readonly changed: (fault: NewFault) => void;
  readonly submitted: () => void;
}

/** What a fault does, and to which requests. What its kind does not know is not asked. */
export function FaultForm({ fault, isBusy, changed, submitted }: FaultFormProps) {
  const change = (part: Partial<NewFault>) => changed(withPart(fault, part));
  function submit(event: SubmitEvent) {
    event.preventDefault();
    submitted();
  }
  return (
    <form class="row" onSubmit={submit}>
      <label>
        What happens
        <select
          value={fault.kind}
          onChange={({ currentTarget }) => changed(ofKind(fault, currentTarget.value as NewFault['kind']))}
        >
          {KINDS.map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {fault.kind === 'late' && (
        <label class="short">
          Milliseconds
          <input
            type="number"
            min={1}
            max={60_000}
            required
            value={fault.delayMs}
            onInput={({ currentTarget }) => change({ delayMs: currentTarget.valueAsNumber })}
          />
        </label>
      )}
      {fault.kind === 'status' && (
        <label>
          Status
          <select
            value={fault.status}
            onChange={({ currentTarget }) => change({ status: Number(currentTarget.value) as 500 })}
          >
            {[429, 500, 503].map((status) => (
              <option key={status}>{status}</option>
            ))}
          </select>
        </label>
      )}
      {(fault.kind === 'drop' || fault.kind === 'status') && (
        <label>
          When
          <select
            value={fault.when}
            onChange={({ currentTarget }) => change({ when: currentTarget.value as 'before' })}
          >
            {Object.entries(WHEN).map(([when, words]) => (
              <option key={when} value={when}>
                {words}
              </option>
            ))}
          </select>
        </label>
      )}
      <Which fault={fault} change={change} />
      <button type="submit" disabled={isBusy}>
        Set fault
      </button>
    </form>
  );
}

const KINDS = [
  ['late', 'Answer late'],
  ['drop', 'Drop the connection'],
  ['status', 'Answer with an error'],
  ['truncate', 'Cut the answer off'],
] as const;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

function Which({ fault, change }: { fault: NewFault; change: (part: Partial<NewFault>) => void }) {
  return (
    <>
      <label>
        Method
        <select
          value={fault.method ?? ''}
          onChange={({ currentTarget }) => change({ method: currentTarget.value })}
        >
          <option value="">any</option>
          {METHODS.map((method) => (
            <option key={method}>{method}</option>
          ))}
        </select>
      </label>
      <label class="long">
        Path begins with
        <input
          value={fault.path ?? ''}
          placeholder="/api/v0/customer"
          pattern="/.*"
          title="It begins with a slash"
          spellcheck={false}
          onInput={({ currentTarget }) => change({ path: currentTarget.value })}
        />
      </label>
      <label class="short">
        Times
        <input
          type="number"
          min={1}
          max={1_000_000}
          placeholder="all"
          value={fault.times ?? ''}
          onInput={({ currentTarget }) => change({ times: currentTarget.valueAsNumber })}
        />
      </label>
    </>
  );
}

/** With the members that a kind wants, and those that say which requests it meets. */
function ofKind({ method, path, times }: NewFault, kind: NewFault['kind']): NewFault {
  const own = {
    late: { delayMs: 2_000 },
    drop: { when: 'after' },
    status: { status: 503, when: 'before' },
    truncate: {},
  };
  return withPart({ kind, ...own[kind] } as NewFault, { method, path, times });
}

export const FIRST: NewFault = { kind: 'late', delayMs: 2_000 };

/** What is empty, or no number, is left out. */
function withPart(
  fault: NewFault,
  part: { [Name in keyof NewFault]?: NewFault[Name] | undefined },
): NewFault {
  const given = Object.entries({ ...fault, ...part }).filter(([, value]) => value || value === 0);
  return Object.fromEntries(given) as unknown as NewFault;
}
