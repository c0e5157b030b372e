import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { changeRecord } from '../../../shared/receivables/records/change.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { clientNo } from '../dialect/identifiers.ts';
import { closedPeriodRef } from '../ledger/books.ts';
import { type ClosedPeriods, closed, type PeriodChange, reopened } from '../ledger/closed-periods.ts';
import { dateInNorway } from '../ledger/dates.ts';
import { answered } from './action-outcome-response.ts';
import { requested } from './action-request.ts';
import { periodRefused } from './period-refused.ts';

/** POST (create) an action: https://docs.amili.dev shows that there is one, and neither path nor body. All is our choice. */
export const operation = {
  name: 'amili/actions/create-action',
  route: 'POST /clients/{clientno}/actions',
  access: 'token',
  grants: { receivables: ['GetItem', 'PutItem'], tokenKey: 'verify' },
  path: z.object({ clientno: clientNo() }),
  body: requested(),
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function createAction({ caller, path, body, origin, note }) {
    const tenant = note(tenantOf(caller, path.clientno));
    const { actionType, parameters: month } = body;
    const stamp = stampOf(origin, caller.subject);
    const today = dateInNorway(origin.receivedAt);
    let change: PeriodChange | undefined;
    const changeOf = (seen: { readonly fields: ClosedPeriods } | undefined) => {
      const before = seen?.fields ?? {};
      change =
        actionType === 'CLOSE-GL-PERIOD' ? closed(before, month, today, stamp.at) : reopened(before, month);
      return change.outcome === 'changed' ? { fields: change.closed } : undefined;
    };
    const { outcome } = await changeRecord(receivables(origin), closedPeriodRef(tenant), changeOf, stamp);
    if (outcome === 'unchanged') throw periodRefused(note(change as PeriodChange), month);
    note({ outcome });
    return {
      status: 'PROCESSED',
      result: 'DONE',
      message: actionType === 'CLOSE-GL-PERIOD' ? 'GL period closed' : 'GL period reopened',
      ...{ clientNo: path.clientno, actionUuid: randomUUID(), actionType },
      ...{ glYear: month.glYear, glPeriod: month.glPeriod },
    };
  },
);

export const documentation = () =>
  ({
    operationId: 'createAction',
    summary: 'POST (create) an action',
    description:
      '`CLOSE-GL-PERIOD` closes a month of the general ledger: the one after the last closed, or any where none is ' +
      'closed, once it is over in Norway. Nothing is posted to it or to a month before it from then on; what was under ' +
      'way at that moment may still be. `REOPEN-GL-PERIOD` opens the last closed month again.',
    source: 'ours',
    responses: responses(
      { description: 'The action is done', schema: answered() },
      [400, 401, 403, 404, 500],
      ['PERIOD_OUT_OF_ORDER', 'PERIOD_NOT_OVER'],
    ),
  }) satisfies Documentation;
