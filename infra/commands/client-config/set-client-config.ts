import { randomUUID } from 'node:crypto';
import { shown } from '../../../functions/amili/client-configs/client-config.ts';
import { changed } from '../../../functions/amili/client-configs/settings.ts';
import { readOwnBooks, type Settings, settingsRef } from '../../../functions/amili/ledger/books.ts';
import { now } from '../../../shared/clock.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { changeRecord } from '../../../shared/receivables/records/change.ts';

export { SETTABLE_KEYS } from '../../../functions/amili/client-configs/settings.ts';

/**
 * Sets one of the SETTABLE_KEYS of an Amili client.
 * @param values none for the default
 * @returns the setting as it is then, or why it is as it was
 */
export async function setClientConfig(
  table: Table,
  client: string,
  key: string,
  values: readonly string[],
): Promise<ReturnType<typeof shown> | { readonly problem: string }> {
  const tenant = { vendor: 'amili', tenant: client };
  let problem: string | undefined;
  const changeOf = (seen: { readonly fields: Settings } | undefined) => {
    const result = changed(seen?.fields ?? {}, key, values);
    problem = result.outcome === 'refused' ? result.problem : undefined;
    return result.outcome === 'refused' ? undefined : { fields: result.settings };
  };
  // Nobody logs in to run a command: it signs for itself.
  const by = 'client-config';
  const stamp = { at: now().toISOString(), by, requestId: randomUUID(), operation: by };
  await changeRecord<Settings>(table, settingsRef(tenant), changeOf, stamp);
  return problem === undefined ? shown(await readOwnBooks(table, tenant), key) : { problem };
}
