import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { checkRemoval } from '../../../shared/receivables/customers/check-removal.ts';
import { readCustomerOrTombstone } from '../../../shared/receivables/customers/read.ts';
import {
  restorableUntil,
  restorationDays,
} from '../../../shared/receivables/customers/restoration-window.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { stateOf } from '../../../shared/receivables/lists/listing.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { shown as shownDependent } from '../dependents/dependent.ts';
import { example as blocker } from '../dependents/dependent-response.ts';
import { customerOf, type OperatorAccess } from '../dialect/caller.ts';
import { operator } from '../dialect/dialect.ts';
import { ETAG, NOT_MODIFIED, responses } from '../dialect/envelope.ts';
import { notFound } from '../dialect/errors.ts';
import { lowerCase } from '../dialect/fields.ts';
import { customerPath } from '../dialect/identifiers.ts';
import { answerTag } from './answer-tag.ts';
import { shownTime } from './customer.ts';
import { type Blockers, blockersOf } from './deletion-preview.ts';
import { type Answered, answered } from './deletion-preview-response.ts';

/** Whether a customer of any vendor could be deleted now. It writes nothing. Ours: no vendor has this. */
export const operation = {
  name: 'operator/customers/preview-deletion',
  route: 'POST /operator/v1/{vendor}/{tenant}/customers/{customer_id}/deletion-preview',
  access: 'read',
  grants: {
    receivables: ['GetItem', 'BatchGetItem'],
    indexes: ['links-by-customer'],
    credentials: ['GetItem'],
    restorationDays: true,
  },
  path: customerPath(),
  query: z.strictObject({}),
} as const satisfies Operation<OperatorAccess>;

const NONE: Blockers = { blockers: [], isMore: false, areAllOver: false };

export const handler = lambda<typeof documentation>()(
  operator,
  operation,
  async function previewDeletion({ caller, path, origin, note }) {
    const { ref, rules } = customerOf(caller, path);
    note(ref);
    const table = receivables(origin);
    const checked = await checkRemoval(table, ref, 'deletion', stampOf(origin, caller.keyId));
    const isLinked = checked.outcome === 'linked';
    const customer =
      checked.outcome === 'notFound'
        ? await readCustomerOrTombstone(table, ref, origin.receivedAt)
        : checked.customer;
    note({ outcome: checked.outcome });
    if (!customer) throw notFound();
    const { linkCount } = customer;
    const held = isLinked ? await blockersOf(table, ref, customer, rules, origin.receivedAt) : NONE;
    const body: Answered = {
      deletable: checked.outcome === 'removable' || held.areAllOver,
      refusal: isLinked ? refusalOf(held, linkCount) : refusalByState(customer),
      state: lowerCase(stateOf(customer)) as Answered['state'],
      link_count: linkCount ?? null,
      restorable_until: shownTime(restorableUntil(customer, restorationDays())),
      blockers: held.blockers.map(({ item, seen }) => shownDependent(item, seen)),
      more_blockers: held.isMore,
    };
    return { body, tag: answerTag(customer, body), isConditional: true };
  },
);

function refusalByState({ deletion, protection }: CustomerItem): Answered['refusal'] {
  if (deletion) return 'deleted';
  return protection ? 'protected' : null;
}

function refusalOf({ areAllOver }: Blockers, linkCount: number | undefined): Answered['refusal'] {
  if (linkCount === undefined) return 'link_count_unknown';
  return areAllOver ? null : 'linked';
}

export const documentation = () =>
  ({
    operationId: 'previewDeletion',
    summary: 'Would a delete of the customer succeed now, and if not, why',
    description:
      "Writes nothing and promises nothing: whoever attaches next changes the answer, and the vendor's delete decides by " +
      'its one conditional write. It answers for the DELETE that makes the customer gone: BeeL flat has none. `refusal` is ' +
      '`linked`, `link_count_unknown` (the count is damaged: recount it), `protected` or `deleted`. `blockers` are up to 100 of what ' +
      'would have to be cleared, read from an index some milliseconds late; where `more_blockers`, the dependents list ' +
      'has them all.',
    source: 'ours',
    responses: {
      ...responses('What would become of a delete', answered(), {
        headers: ETAG,
        example: {
          ...{ deletable: false, refusal: 'linked', state: 'active', link_count: 1 },
          ...{ restorable_until: null, blockers: [blocker], more_blockers: false },
        },
      }),
      ...NOT_MODIFIED,
    },
  }) satisfies Documentation;
