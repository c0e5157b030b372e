import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { failedCondition } from '../dynamodb/failed-condition.ts';
import { sendWrite } from '../dynamodb/send.ts';
import type { Table } from '../dynamodb/tables.ts';
import { type Credential, isValid, itemKey } from './credential-store.ts';

/** Failures in a row that lock a credential, and milliseconds for which it is locked. Our choice: no vendor says. */
const MOST_FAILURES = 5;
const LOCKED_FOR = 15 * 60_000;

/** Whose secret is guessed at. */
export interface Target {
  /** The credential's id. */
  readonly id: string;
  /** A member of its grant and what that must say: nobody else's credential is looked at, nor can it be locked. */
  readonly owner: readonly [member: string, value: string];
}

/** What a credential says of the attempts since the last right one. */
interface Counted {
  /** Whether the latest of them were wrong, nobody knows yet. */
  readonly attempts?: number;
  /** When the last of them was counted: ISO 8601, UTC. */
  readonly attemptedAt?: string;
}

/**
 * Counts an attempt at the secret of a credential before the secret is looked at, so that of any number of guesses at
 * the same time, in any number of processes, no more are looked at than of guesses one after the other:
 *
 *     guess 1 … 5   counted ──────── hashed, wrong
 *     guess 6              refused, although none of the five has failed yet
 *
 * So is a sixth login with the right password that begins while five others are being hashed. An attempt whose answer
 * was lost may count twice, which locks sooner, never later.
 * @returns the credential; undefined where there is none, or it is locked, another owner's, revoked or expired: callers
 * cannot tell these apart, and nothing is stored for a name that nobody has
 */
export async function countAttempt<Grant>(
  table: Table,
  target: Target,
  now: Date,
): Promise<Credential<Grant> | undefined> {
  const over = new Date(now.getTime() - LOCKED_FOR).toISOString();
  const countAnother = () =>
    tryToCount<Grant>(table, target, now, {
      change: 'ADD attempts :one SET attemptedAt = :now',
      condition: '(attribute_not_exists(attempts) OR attempts < :most)',
      values: { ':most': MOST_FAILURES },
    });
  const beginAnew = () =>
    tryToCount<Grant>(table, target, now, {
      change: 'SET attempts = :one, attemptedAt = :now',
      condition: 'attemptedAt <= :over',
      values: { ':over': over },
    });
  const first = await countAnother();
  if (!wasLocked(first.refusedBy, over)) return first.credential;
  const anew = await beginAnew();
  // Of those who come at the same moment one begins anew, and the others are counted after it.
  return anew.refusedBy ? (await countAnother()).credential : anew.credential;
}

/** Forgets what was counted: the secret was right. */
export async function forgetAttempts(table: Table, id: string): Promise<void> {
  const update = new UpdateCommand({
    TableName: table.name,
    Key: itemKey(id),
    UpdateExpression: 'REMOVE attempts, attemptedAt',
    ConditionExpression: 'attribute_exists(pk)',
  });
  await sendWrite(table, update);
}

/** Whether it was locked and no longer is. */
const wasLocked = ({ attempts = 0, attemptedAt = '' }: Counted = {}, over: string): boolean =>
  attempts >= MOST_FAILURES && attemptedAt <= over;

interface Counting {
  readonly change: string;
  readonly condition: string;
  readonly values: Readonly<Record<string, unknown>>;
}

async function tryToCount<Grant>(
  table: Table,
  { id, owner: [member, value] }: Target,
  now: Date,
  { change, condition, values }: Counting,
): Promise<{ credential?: Credential<Grant> | undefined; refusedBy?: Counted | undefined }> {
  const common = { ':owner': value, ':one': 1, ':now': now.toISOString() };
  const update = new UpdateCommand({
    TableName: table.name,
    Key: itemKey(id),
    UpdateExpression: change,
    ConditionExpression: `#grant.#member = :owner AND ${condition}`,
    ExpressionAttributeNames: { '#grant': 'grant', '#member': member },
    ExpressionAttributeValues: { ...common, ...values },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    const { Attributes } = await sendWrite(table, update);
    const credential = Attributes as Credential<Grant>;
    return { credential: isValid(credential, now) ? credential : undefined };
  } catch (error) {
    return { refusedBy: failedCondition<Counted>(error).old };
  }
}
