import { type ClientGrant, clientCredentialId } from '../../../functions/enkash/tokens/credentials.ts';
import { completeGrant, revokeCredential } from '../../../shared/auth/credential-store.ts';
import { now } from '../../../shared/clock.ts';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import { StartupError } from '../../startup-error.ts';
import { Unclear } from '../command-line.ts';

/** Ends credentials for good. */
export async function revoke(ids: readonly string[]): Promise<{ revoked: readonly string[] }> {
  if (ids.length === 0) throw new Unclear('revoke what?');
  for (const id of ids)
    await change(revokeCredential(credentials(), id, now()), `there is no credential ${id}`);
  return { revoked: ids };
}

/** Gives EnKash clients that have no company this one, so that they log in its users. */
export async function adopt(
  ids: readonly string[],
  company: string,
): Promise<ClientGrant & { adopted: readonly string[] }> {
  if (ids.length === 0) throw new Unclear('adopt what?');
  const grant: ClientGrant = { company };
  for (const id of ids) {
    const problem = `there is no EnKash client ${id} without a company`;
    if (!id.startsWith(clientCredentialId(''))) throw new StartupError(problem);
    await change(completeGrant(credentials(), id, grant), problem);
  }
  return { adopted: ids, company };
}

async function change(made: Promise<void>, problem: string): Promise<void> {
  try {
    await made;
  } catch (error) {
    if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
    throw new StartupError(problem);
  }
}
