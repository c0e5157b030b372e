import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responsesByStatus, StatusAnswer } from '../dialect/envelope.ts';
import { clientNo } from '../dialect/identifiers.ts';
import { rejectedRows, shown } from './auto-posting-rows.ts';
import { requireFields } from './auto-posting-rules.ts';
import { requested } from './auto-postings-request.ts';
import { answered, rejected } from './auto-postings-response.ts';
import { method } from './method.ts';
import { MOST_WRITES, postTogether } from './post-together.ts';

/** POST (create) one or more auto postings: https://docs.amili.dev/post-create-one-or-more-auto-postings-3942671e0 */
export const operation = {
  name: 'amili/auto-postings/create-auto-postings',
  route: 'POST /clients/{clientno}/autopostings/{autopostingmethod}',
  access: 'token',
  grants: {
    receivables: ['BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'],
    tokenKey: 'verify',
  },
  path: z.object({ clientno: clientNo(), autopostingmethod: method() }),
  body: requested(),
} as const satisfies Operation<AmiliAccess>;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function createAutoPostings({ caller, path, body, origin, note }) {
    const tenant = note(tenantOf(caller, path.clientno));
    const { autopostingmethod, clientno } = path;
    requireFields(autopostingmethod, body);
    const table = receivables(origin);
    const stamp = stampOf(origin, caller.subject);
    const result = note(await postTogether(table, tenant, autopostingmethod, body, stamp));
    const many = `${body.autoPostings.length} auto posting(s)`;
    switch (result.outcome) {
      case 'attached':
      case 'validated': {
        const [word, done] =
          result.outcome === 'attached'
            ? (['CREATED', 'created'] as const)
            : (['VALIDATED', 'valid'] as const);
        return new StatusAnswer(200, {
          ...{ status: 'PROCESSED' as const, result: word, message: `${many} ${done}`, clientNo: clientno },
          autoPostings: result.rows.map((row) => shown(autopostingmethod, word, row)),
        });
      }
      case 'refused':
        return refusal(`None of ${many} created, because of those that are refused`);
      default:
        return refusal(
          `None of ${many} created: together they write ${result.writes} items, and at most ${MOST_WRITES} are taken`,
        );
    }

    function refusal(message: string) {
      return new StatusAnswer(422, {
        ...{ status: 'FAILED' as const, result: 'REJECTED' as const, message, clientNo: clientno },
        autoPostings: rejectedRows(autopostingmethod, body.autoPostings, result.rows),
      });
    }
  },
);

export const documentation = () =>
  ({
    operationId: 'createAutoPostings',
    summary: 'POST (create) one or more auto postings',
    description:
      'Creates auto postings, all or none: each is an event that makes an AR item and a voucher. The methods are our ' +
      'choice. A `payment` settles the AR item that it names as far as both go, and what is left of it stays as credit, as ' +
      'does all of one that names a customer alone; it ends the reservation with its `paymentId`. A `refund` pays a ' +
      'credit out, a `writeoff` gives a claim up, and `interest` makes a document of type `IT` for a customer. Where one is ' +
      'refused, none is made, and those without fault are `BATCH-REJECTED`. With `validateOnly` among the `options` of any ' +
      'nothing is written.',
    source: 'documented',
    responses: responsesByStatus(
      {
        200: { description: 'Auto postings created, or valid', schema: answered() },
        422: { description: 'Refused', schema: rejected() },
      },
      [400, 401, 403, 404, 500],
    ),
  }) satisfies Documentation;
