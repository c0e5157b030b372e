import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Refusal } from '../../../shared/http/dialect.ts';
import { cut } from '../../../shared/http/request-log.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import type { AmiliCaller } from '../dialect/caller.ts';
import type { AmiliNumbers } from '../dialect/identifiers.ts';
import { entityOf, methodOf } from './entities.ts';
import type { LogItem } from './log-item.ts';
import { storeLogItem } from './log-item-store.ts';
import { refusal, UNCHANGED, UNKNOWN } from './words.ts';

/** What every refusal says. */
interface Refused extends AmiliNumbers {
  readonly status: 'FAILED';
  readonly result: string;
}

/**
 * Keeps a refused write in the log of the client that it was for, where the token may act for that one: nobody writes
 * into the log of another.
 */
export async function keepRefusal(refused: Refusal<AmiliCaller>): Promise<void> {
  const { caller, origin } = refused;
  const { clientno = '' } = origin.pathParameters;
  if (!caller.clients.includes(clientno)) return;
  // One attempt: the client waits for its answer.
  const table = receivables({ deadline: performance.now() });
  const tenant = { vendor: 'amili', tenant: clientno };
  await storeLogItem(table, tenant, itemOf(refused), stampOf(origin, caller.subject));
}

function itemOf({ origin, body, response, failure }: Refusal<AmiliCaller>): LogItem {
  const { route = '', path } = origin;
  const { status, result, ...numbers } = JSON.parse(response.body ?? '') as Refused;
  const entity = entityOf(route);
  const { customerNo, documentNo, arItemId } = numbers;
  const aritems = arItemId === undefined ? undefined : String(arItemId);
  const entityId = { customers: customerNo, documents: documentNo, aritems }[entity];
  const { metadata } = (body ?? {}) as { readonly metadata?: { readonly userId?: string } };
  const userId = metadata?.userId;
  const kind = failure?.problem.kind;
  const isUnchanged = kind === 'contended' || kind === 'throttled';
  return {
    ...(userId && { userId }),
    method: methodOf(route),
    path: cut(path.toWellFormed()),
    entity,
    ...(entityId && { entityId: cut(entityId.toWellFormed()) }),
    status,
    result,
    message: isUnchanged ? UNCHANGED : result === 'ERROR' ? UNKNOWN : refusal(result),
  };
}
