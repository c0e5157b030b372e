import { useEffect, useState } from 'preact/hooks';
import { inWords } from '../../../local/sandbox/in-words.ts';
import type { Clock } from '../../../local/sandbox/shapes.ts';
import type { Loaded } from '../loaded.ts';
import { Problem } from '../parts/problem.tsx';
import { Time } from '../parts/time.tsx';
import { askFor } from '../service/ask.ts';
import { signInLocally } from '../service/session.ts';
import { Said, useDoing } from './doing.tsx';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The functions' clock: what time they take it to be, and how to move it. */
export function ClockSection({ clock }: { clock: Loaded<Clock> }) {
  const doing = useDoing();
  const { value, error, reload } = clock;
  const move = (work: () => Promise<string>) =>
    doing.run(async () => {
      const said = await work();
      // The page's own tokens may have expired by it.
      await signInLocally();
      reload();
      return said;
    });
  const forward = (forwardMs: number) => move(() => movedForward(forwardMs));
  return (
    <section class="card" aria-labelledby="clock">
      <h2 id="clock">Clock</h2>
      <p class="muted">
        What the functions take for the time: tokens, locks, windows for bringing back, tombstones and
        histories end by it. It is kept over a restart.
      </p>
      {error && <Problem error={error} retry={reload} />}
      {value && <Now aheadMs={value.aheadMs} />}
      <fieldset class="row" disabled={doing.isBusy}>
        <legend>Move it forward</legend>
        {STEPS.map(([label, milliseconds]) => (
          <button key={label} type="button" class="quiet" onClick={() => forward(milliseconds)}>
            + {label}
          </button>
        ))}
      </fieldset>
      <Custom isBusy={doing.isBusy} forward={forward} />
      <div>
        <button type="button" disabled={doing.isBusy || !value?.aheadMs} onClick={() => move(backToRealTime)}>
          Back to the real time
        </button>
      </div>
      <Said doing={doing} />
    </section>
  );
}

const STEPS = [
  ['1 hour', HOUR],
  ['1 day', DAY],
  ['31 days', 31 * DAY],
] as const;

/** It is told by the machine's clock, which is the browser's too, and goes on. */
function Now({ aheadMs }: { aheadMs: number }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((before) => before + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <dl class="now">
      <dt>Now</dt>
      <dd>
        <Time at={new Date(Date.now() + aheadMs).toISOString()} />
      </dd>
      <dt>Ahead</dt>
      <dd>{aheadMs === 0 ? 'not at all: it is the real time' : inWords(aheadMs)}</dd>
    </dl>
  );
}

const UNITS = { minutes: 60_000, hours: HOUR, days: DAY } as const;

function Custom({ isBusy, forward }: { isBusy: boolean; forward: (milliseconds: number) => void }) {
  function submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const unit = String(form.get('unit')) as keyof typeof UNITS;
    forward(Number(form.get('count')) * UNITS[unit]);
  }
  return (
    <form class="row" onSubmit={submit}>
      <label class="short">
        How many
        <input name="count" type="number" min={1} max={5_000_000} step={1} required />
      </label>
      <label>
        Of what
        <select name="unit">
          {Object.keys(UNITS).map((unit) => (
            <option key={unit}>{unit}</option>
          ))}
        </select>
      </label>
      <button type="submit" class="quiet" disabled={isBusy}>
        Move forward
      </button>
    </form>
  );
}

async function movedForward(forwardMs: number): Promise<string> {
  const path = '/sandbox/clock';
  const { aheadMs } = await askFor<Clock>({ method: 'POST', path, body: { forwardMs } });
  return `Moved forward by ${inWords(forwardMs)}: ${inWords(aheadMs)} ahead.`;
}

async function backToRealTime(): Promise<string> {
  const { warning = '' } = await askFor<Clock>({ method: 'DELETE', path: '/sandbox/clock' });
  return `Back to the real time. ${warning}`;
}
