import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readCustomerOrTombstone } from '../../../shared/receivables/customers/read.ts';
import {
  restorableUntil,
  restorationDays,
} from '../../../shared/receivables/customers/restoration-window.ts';
import { customerOf, type OperatorAccess } from '../dialect/caller.ts';
import { operator } from '../dialect/dialect.ts';
import { ETAG, NOT_MODIFIED, responses } from '../dialect/envelope.ts';
import { notFound } from '../dialect/errors.ts';
import { customerPath } from '../dialect/identifiers.ts';
import { answerTag } from './answer-tag.ts';
import { shown } from './customer.ts';
import { answered } from './customer-response.ts';
import { linksByKind } from './links-by-kind.ts';

/** A customer of any vendor and in any state, as long as anything of it is stored. Ours: no vendor has this. */
export const operation = {
  name: 'operator/customers/get-customer',
  route: 'GET /operator/v1/{vendor}/{tenant}/customers/{customer_id}',
  access: 'read',
  grants: {
    receivables: ['GetItem'],
    indexes: ['links-by-customer'],
    credentials: ['GetItem'],
    restorationDays: true,
  },
  path: customerPath(),
  query: z.strictObject({}),
} as const satisfies Operation<OperatorAccess>;

export const handler = lambda<typeof documentation>()(
  operator,
  operation,
  async function getCustomer({ caller, path, origin, note }) {
    const { ref, rules } = customerOf(caller, path);
    note(ref);
    const table = receivables(origin);
    const customer = await readCustomerOrTombstone(table, ref, origin.receivedAt);
    note({ outcome: customer ? 'found' : 'notFound' });
    if (!customer) throw notFound();
    const kinds = await linksByKind(table, ref, customer);
    const until = restorableUntil(customer, restorationDays());
    const body = shown({ ...ref, vendor: path.vendor }, rules, customer, kinds, until);
    return { body, tag: answerTag(customer, body), isConditional: true };
  },
);

export const documentation = () =>
  ({
    operationId: 'getCustomer',
    summary: 'Get a customer of any vendor, in whatever state',
    description:
      'Deleted ones too, as long as anything of them is stored; of them no profile is shown. `link_count` is what a ' +
      `delete decides by. \`links_by_kind\` is read from an index, so that it may be some milliseconds late; it is null ` +
      'where there are more than 10,000 links, or they could not be read in time. `vendor_requests` are what a client of its ' +
      'vendor would send; whether that would succeed, the deletion preview says.',
    source: 'ours',
    responses: { ...responses('The customer', answered(), { headers: ETAG }), ...NOT_MODIFIED },
  }) satisfies Documentation;
