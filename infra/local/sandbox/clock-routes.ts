import * as z from 'zod/mini';
import { aheadBy } from '../../../shared/clock.ts';
import { parsed, Refused, type SandboxRoute } from './answer.ts';
import { currentClock, setClock } from './clock.ts';
import type { Clock } from './shapes.ts';

/** Milliseconds of ten years: years of four digits, which times are put in order by, last far longer. */
const MOST_AHEAD = 10 * 365 * 24 * 60 * 60 * 1000;

const milliseconds = z.optional(z.int({ error: 'must be a whole number of milliseconds' }));
const wanted = z.strictObject({ aheadMs: milliseconds, forwardMs: milliseconds });

const STAMPED_AHEAD =
  'What was written meanwhile keeps its times, which are yet to come: it stands behind what is written now, tokens ' +
  'live longer, and locks last longer. A snapshot brings back data and clock together.';

/**
 * The clock of the functions. It only goes forward, as what is written behind a clock that goes back would seem to come
 * before what it changes; but for the way back to the real time, whose answer says so.
 * @param moved is told of each move: tokens may have expired by it
 */
export const clockRoutes = (dataDir: string, moved: () => Promise<void>): readonly SandboxRoute[] => {
  async function move(aheadMs: number): Promise<Clock> {
    if (aheadMs !== aheadBy()) {
      setClock(dataDir, aheadMs);
      await moved();
    }
    return currentClock();
  }
  return [
    { route: 'GET /sandbox/clock', answer: currentClock },
    { route: 'POST /sandbox/clock', answer: ({ body }) => move(wantedAhead(body)) },
    {
      route: 'DELETE /sandbox/clock',
      async answer() {
        const wasAhead = aheadBy() > 0;
        return { ...(await move(0)), ...(wasAhead && { warning: STAMPED_AHEAD }) };
      },
    },
  ];
};

/** @throws Refused */
function wantedAhead(body: unknown): number {
  const { aheadMs, forwardMs } = parsed(wanted, body ?? {});
  if ((aheadMs === undefined) === (forwardMs === undefined))
    throw new Refused(400, 'give either aheadMs or forwardMs');
  if (forwardMs !== undefined && forwardMs <= 0) throw new Refused(400, 'forwardMs: must be more than 0');
  const ahead = aheadMs ?? aheadBy() + (forwardMs as number);
  const field = aheadMs === undefined ? 'forwardMs' : 'aheadMs';
  if (ahead > MOST_AHEAD) throw new Refused(400, `${field}: the clock goes no further ahead than ten years`);
  if (ahead < aheadBy()) throw new Refused(409, `aheadMs: ${ONLY_FORWARD}`);
  return ahead;
}

const ONLY_FORWARD =
  'the clock only goes forward. Bring back a snapshot of the time before, or go back to the real time: ' +
  'DELETE /sandbox/clock';
