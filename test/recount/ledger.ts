import { randomUUID } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Finding } from '../../infra/commands/recount/findings.ts';
import { type RecountOptions, recount } from '../../infra/commands/recount/recount.ts';
import { receivables, type Table } from '../../shared/dynamodb/tables.ts';
import { type CustomerRef, customerItemKey, customerKey } from '../../shared/receivables/keys.ts';
import type { Attempt } from '../support/faults.ts';
import { newStamp, storeCustomer, storeDependent } from '../support/store.ts';

/** A customer of a tenant of its own or of the one given, with so many live links. */
export async function linkedCustomer(links: number, tenant: string = randomUUID()): Promise<CustomerRef> {
  const ref = { vendor: 'enkash', tenant, id: randomUUID() };
  await storeCustomer(ref);
  for (let link = 0; link < links; link++) await storeDependent(ref);
  return ref;
}

/** Changes or removes one attribute of a customer, as no request would. */
export async function damage(ref: CustomerRef, attribute: string, value?: unknown): Promise<void> {
  const { client, name } = receivables();
  const update = new UpdateCommand({
    TableName: name,
    Key: customerItemKey(ref),
    UpdateExpression: value === undefined ? 'REMOVE #attribute' : 'SET #attribute = :value',
    ExpressionAttributeNames: { '#attribute': attribute },
    ...(value !== undefined && { ExpressionAttributeValues: { ':value': value } }),
  });
  await client.send(update);
}

/** What a recount reports, by key. */
export async function findingsOf(
  options: Partial<RecountOptions> = {},
  table: Table = receivables(),
): Promise<Finding[]> {
  const findings: Finding[] = [];
  await recount(table, { report: (finding) => findings.push(finding), ...options });
  return findings.sort((one, other) => (one.customer < other.customer ? -1 : 1));
}

/** What a recount asks for: `customers` or `links` of a scan, else the command's name. */
export const whatIsRead = ({ name, input }: Attempt): string =>
  name !== 'Scan' ? name : input.FilterExpression === 'sk = :customer' ? 'customers' : 'links';

export const fixing = () => ({ fix: { ...newStamp('recount'), operation: 'recount' } });

export const finding = (
  ref: CustomerRef,
  problem: Finding['problem'],
  linkCount: number | null,
  liveLinks: number,
  repaired = false,
): Finding => ({
  customer: customerKey(ref),
  problem,
  linkCount,
  liveLinks,
  repaired,
});
