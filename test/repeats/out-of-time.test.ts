import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  amiliFailure,
  beelCanonicalFailure,
  beelFailure,
  beelSuccess,
  enkashFailure,
} from '../support/envelopes.ts';
import { droppedAfter, type Fate, inConflict, statementsFail, throttled } from '../support/faults.ts';
import type { Removal, Wire } from './removal.ts';
import { removals } from './removals.ts';
import { writesMeet } from './writes-meet.ts';

// Functions that have just the time that is kept back: each write has one attempt, and many rows have time for one.
vi.mock('../../infra/functions/settings.ts', async (original) => ({
  ...(await original<object>()),
  FUNCTION_TIMEOUT_SECONDS: 4,
}));

afterEach(() => {
  vi.restoreAllMocks();
});

/** The fate that `fate` is to a single write, for each statement of a batch. */
const alsoOfStatements =
  (fate: Fate, code: string): Fate =>
  (attempt) =>
    attempt.name === 'BatchExecuteStatement' ? statementsFail(() => true, code)(attempt) : fate(attempt);

type Words = Record<'unknown' | 'contended' | 'throttled', (removal: Removal) => Wire>;

const CONTENDED = 'nothing was changed, because other requests were changing the same: try again';
const THROTTLED = 'nothing was changed, because there are too many requests: try again';

const enkash500 = (message: string): Wire => ({
  status: 500,
  body: enkashFailure(500, 'SYSTEM_ERROR', message),
});
const amili500 = (message: string, { repeated }: Removal): Wire => {
  const { clientNo, customerNo } = repeated.body as { clientNo: number; customerNo: string };
  return { status: 500, body: amiliFailure('ERROR', message, { clientNo, customerNo }) };
};
const sentence = (message: string) => `N${message.slice(1)}`;
const again = (answer: Wire): Wire => ({ ...answer, retryAfter: '1' });

const beelInternal: Wire = { status: 500, body: beelFailure('INTERNAL_ERROR', 'Internal server error') };
const flat = (): Words => ({
  unknown: () => beelInternal,
  contended: () => again(beelInternal),
  throttled: () => again({ status: 500, body: beelFailure('INTERNAL_ERROR', sentence(THROTTLED)) }),
});

/** The instance of a canonical failure is its path. */
const instanceOf = ({ repeated }: Removal) => (repeated.body as { instance: string }).instance;

const canonical = (): Words => ({
  unknown: (removal) => ({
    status: 500,
    body: beelCanonicalFailure('INTERNAL_ERROR', 'Internal server error', instanceOf(removal)),
  }),
  contended: (removal) =>
    again({
      status: 409,
      body: beelCanonicalFailure(
        'CONCURRENT_MODIFICATION',
        'The resource was modified by another request; read it again and retry',
        instanceOf(removal),
      ),
    }),
  throttled: (removal) =>
    again({
      status: 500,
      body: beelCanonicalFailure('INTERNAL_ERROR', sentence(THROTTLED), instanceOf(removal)),
    }),
});

/** A bulk report of one row that has this message. */
const bulk =
  (message: string) =>
  ({ repeated, done }: Removal): Wire => {
    const { data } = done.body as { data: Record<string, unknown> & { deactivated_ids: string[] } };
    const [customer_id] = data.deactivated_ids;
    const error = { code: 'INTERNAL_ERROR', message };
    const failed = {
      ...data,
      deactivated_ids: [],
      successful: 0,
      failed: 1,
      errors: [{ customer_id, error }],
    };
    if (!('deleted_ids' in data)) return { ...repeated, body: beelSuccess(failed) };
    const rows = [{ index: 0, customer_id, status: 'ERROR', error }];
    const statistics = { ...(data.statistics as object), deleted: 0, errors: 1 };
    return {
      ...repeated,
      body: beelSuccess({ ...failed, deleted_ids: [], customers_deletion: rows, statistics }),
    };
  };
const UNTOUCHED = 'The customer was not changed: there was no time left for it';
const bulkWords: Words = {
  unknown: bulk('It is not known whether the customer was changed: send it again'),
  contended: bulk(UNTOUCHED),
  throttled: bulk(UNTOUCHED),
};

const enkashWords: Words = {
  unknown: () => enkash500('the request could not be processed'),
  contended: () => again(enkash500(CONTENDED)),
  throttled: () => again(enkash500(THROTTLED)),
};

/** How each route says it, in its vendor's words. */
const words: Readonly<Record<keyof typeof removals, Words>> = {
  'enkash/customers/deactivate-customer': enkashWords,
  'enkash/customers/delete-customer': enkashWords,
  'enkash/reminders/delete-reminder': enkashWords,
  'enkash/invoices/delete-invoices': {
    unknown({ repeated }) {
      const body = structuredClone(repeated.body) as { payload: { failureRequests: { message: string }[] } };
      const [row] = body.payload.failureRequests;
      const message = 'it is not known whether the invoice was deleted: send it again';
      Object.assign(row as object, { errorType: 'SYSTEM_ERROR', message });
      return { status: 200, body };
    },
    contended: () => again(enkash500(CONTENDED)),
    throttled: () => again(enkash500(THROTTLED)),
  },
  'amili/customers/delete-customer': {
    unknown: (removal) => amili500('The request could not be processed', removal),
    contended: (removal) => again(amili500(sentence(CONTENDED), removal)),
    throttled: (removal) => again(amili500(sentence(THROTTLED), removal)),
  },
  'beel-flat/customers/deactivate-customer': flat(),
  'beel-flat/customers/deactivate-customers': bulkWords,
  'beel/customers/delete-customer': canonical(),
  'beel/customers/delete-customers': bulkWords,
  'beel/invoices/delete-invoice': canonical(),
  'beel/recurring-invoices/delete-recurring-invoice': canonical(),
  'beel-flat/invoices/delete-invoice': flat(),
};

describe.each(Object.entries(removals))('%s, when its time is over', (route, prepare) => {
  const { unknown, contended, throttled: tooMany } = words[route] as Words;

  it('says that it does not know what became of a write without an answer, and the truth to a repeat', async () => {
    const removal = await prepare();
    const { sent } = writesMeet(droppedAfter);
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);

    expect(await removal.send()).toEqual(unknown(removal));

    expect(sent).toHaveLength(1);
    expect(await removal.send()).toEqual(removal.repeated);
  });

  it.each([
    ['other requests were in its way', alsoOfStatements(inConflict, 'TransactionConflict'), contended],
    ['DynamoDB took no more', alsoOfStatements(throttled, 'ThrottlingError'), tooMany],
  ])('says that nothing was changed where %s, and has changed nothing', async (_, fate, said) => {
    const removal = await prepare();
    const before = await removal.state();
    const { sent } = writesMeet(fate);
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);

    expect(await removal.send()).toEqual(said(removal));

    expect(sent).toHaveLength(1);
    expect(await removal.state()).toEqual(before);
    expect(await removal.send()).toEqual(removal.done);
  });
});
