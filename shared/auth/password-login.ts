import type { Table } from '../dynamodb/tables.ts';
import { atMost } from './at-most.ts';
import { countAttempt, forgetAttempts, type Target } from './attempts.ts';
import type { Credential } from './credential-store.ts';
import { isPassword } from './secrets.ts';

/**
 * Logins at once in a process. A process of Lambda has one request; the local stack has them all, and Node hashes on the
 * four threads that everything else of it needs too. Fewer than lock a user, so that logins of one user never lock it.
 */
const LOGINS_AT_ONCE = 2;
const inTurn = atMost(LOGINS_AT_ONCE);

export interface PasswordLogin extends Target {
  readonly password: string;
}

/**
 * The credential that the password is for; undefined for whatever is wrong. A locked credential and one that does not
 * exist cost the same hash as a wrong password, and as many requests: else an answer's time would tell which it is.
 */
export const logIn = <Grant>(
  table: Table,
  { password, ...target }: PasswordLogin,
  now: Date,
): Promise<Credential<Grant> | undefined> =>
  inTurn(async () => {
    const credential = await countAttempt<Grant>(table, target, now);
    const isRight = await isPassword(password, credential?.secretHash);
    if (!credential || !isRight) return undefined;
    await forgetAttempts(table, target.id);
    return credential;
  });
