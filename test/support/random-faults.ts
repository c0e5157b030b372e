import {
  type Attempt,
  answered,
  appliedLate,
  conflictHidesTheFirstReason,
  droppedAfter,
  droppedBefore,
  type Fate,
  failedAfter,
  failedBefore,
  inConflict,
  statementsFail,
  throttled,
  timedOutAfter,
  timedOutBefore,
  unprocessed,
} from './faults.ts';
import { pick } from './random.ts';

/** Milliseconds for which a client waits for an answer. */
const TIMEOUT = 100;
/** Milliseconds after the time-out by which an attempt is applied at the latest. */
const LATEST = 1_500;

interface Fault {
  /** How often it happens to 100 attempts in a storm of strength 1. */
  readonly percent: number;
  /** The attempts to which it can happen; all where it does not say. */
  readonly to?: (attempt: Attempt) => boolean;
  fate(random: () => number, injected: () => void): Fate;
}

const always =
  (fate: Fate): Fault['fate'] =>
  (_, injected) => {
    injected();
    return fate;
  };

const isWrite = ({ name }: Attempt) => name === 'TransactWrite' || name === 'Update';
const isTransaction = ({ name }: Attempt) => name === 'TransactWrite';
const isBatch = ({ name }: Attempt) => name === 'BatchExecuteStatement';
const readsMany = ({ name, input }: Attempt) =>
  name === 'BatchGet' &&
  Object.values<{ Keys: unknown[] }>(input.RequestItems).some(({ Keys }) => Keys.length > 1);

const FAULTS: Readonly<Record<string, Fault>> = {
  throttled: { percent: 3, fate: always(throttled) },
  'in conflict': { percent: 3, to: isWrite, fate: always(inConflict) },
  'a reason hidden by a conflict': {
    percent: 10,
    to: isTransaction,
    fate: (_, injected) => conflictHidesTheFirstReason(injected),
  },
  '5xx, not applied': { percent: 2, fate: always(failedBefore) },
  '5xx, applied': { percent: 3, fate: always(failedAfter) },
  'dropped, not applied': { percent: 1, fate: always(droppedBefore) },
  'dropped, applied': { percent: 3, fate: always(droppedAfter) },
  'timed out, not applied': { percent: 1, fate: always(timedOutBefore(TIMEOUT)) },
  'timed out, applied': { percent: 3, fate: always(timedOutAfter(TIMEOUT)) },
  'timed out, applied later': {
    percent: 4,
    fate: (random, injected) => always(appliedLate(TIMEOUT, random() * LATEST))(random, injected),
  },
  'statements not applied': {
    percent: 10,
    to: isBatch,
    fate: (random, injected) =>
      always(someFail(random, pick(random, ['ThrottlingError', 'TransactionConflict']), false))(
        random,
        injected,
      ),
  },
  'statements in doubt': {
    percent: 10,
    to: isBatch,
    fate: (random, injected) =>
      always(someFail(random, 'InternalServerError', random() < 0.5))(random, injected),
  },
  'keys unprocessed': { percent: 30, to: readsMany, fate: always(unprocessed) },
};

/** The first statement of a batch and about half of the others. */
function someFail(random: () => number, code: string, after: boolean): Fate {
  const hits = Array.from({ length: 25 }, (_, index) => index === 0 || random() < 0.5);
  return statementsFail((index) => hits[index] as boolean, code, after);
}

/**
 * Fates by chance: the same ones where `random` draws the same.
 * @param strength by how much the rates of faults are multiplied
 * @param injected is told the kind of each fault
 */
export const storm =
  (random: () => number, strength: number, injected: (kind: string) => void) =>
  (attempt: Attempt): Fate => {
    for (const [kind, { percent, to, fate }] of Object.entries(FAULTS)) {
      if (to?.(attempt) === false || random() * 100 >= percent * strength) continue;
      return fate(random, () => injected(kind));
    }
    return answered;
  };

/** Every kind of fault that a storm knows. */
export const faultKinds = Object.keys(FAULTS);
