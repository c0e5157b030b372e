import { vi } from 'vitest';
import { documentClient } from '../../shared/dynamodb/client.ts';
import { type Attempt, answered, type Fate, withFates } from '../support/faults.ts';

const isWrite = ({ name }: Attempt): boolean => /^(Update|TransactWrite|BatchExecuteStatement)$/.test(name);

/** Gives the writes of this process these fates, in the order in which they are sent; all later ones are answered. */
export function writesMeet(...fates: readonly Fate[]): { readonly sent: Attempt[] } {
  const sent: Attempt[] = [];
  const fateOf = (attempt: Attempt) =>
    isWrite(attempt) ? (fates[sent.push(attempt) - 1] ?? answered) : answered;
  const send = documentClient.send.bind(documentClient) as typeof documentClient.send;
  const { client } = withFates({ client: { send } as typeof documentClient, name: '' }, fateOf);
  vi.spyOn(documentClient, 'send').mockImplementation(client.send as typeof documentClient.send);
  return { sent };
}
