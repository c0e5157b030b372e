import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { type LookupChange, lookUp, lookupWrite } from '../../../shared/receivables/records/lookups.ts';
import { newScene } from '../../support/scenes.ts';
import { tenantState } from '../../support/tenant-state.ts';

const write = async (...changes: readonly LookupChange[]) => {
  const table = receivables();
  const TransactItems = changes.map((change) => lookupWrite(table, change));
  await table.client.send(new TransactWriteCommand({ TransactItems }));
};

function newLookups() {
  const { vendor, tenant } = newScene();
  const lookup = (value: string, name = 'KID') => ({ vendor, tenant, name, value });
  const change = (value: string, id: string, leads = true) => ({ lookup: lookup(value), id, leads });
  const found = (value: string, most = 10) => lookUp(receivables(), lookup(value), most);
  return { vendor, tenant, lookup, change, found };
}

describe('lookUp', () => {
  it('finds what a value leads to, whatever is written twice or taken back twice', async () => {
    const { change, found } = newLookups();
    expect(await found('7')).toEqual([]);
    await write(change('7', 'a'), change('7', 'b'), change('8', 'a'));
    await write(change('7', 'a'));
    expect([await found('7'), await found('8')]).toEqual([['a', 'b'], ['a']]);
    await write(change('7', 'a', false), change('9', 'a', false));
    await write(change('7', 'a', false));
    expect([await found('7'), await found('8')]).toEqual([['b'], ['a']]);
  });

  it('finds no more than it is asked for', async () => {
    const { change, found } = newLookups();
    await write(...['c', 'a', 'b'].map((id) => change('7', id)));
    expect(await found('7', 2)).toEqual(['a', 'b']);
  });

  it('keeps names and tenants apart, and takes values longer than a key can be', async () => {
    const one = newLookups();
    const other = newLookups();
    const long = 'ü#'.repeat(5_000);
    await write(one.change(long, 'a'), { ...one.change('7', 'b'), lookup: one.lookup('7', 'REFERENCE') });
    expect(await one.found(long)).toEqual(['a']);
    expect(await one.found(`${long}1`)).toEqual([]);
    expect(await one.found('7')).toEqual([]);
    expect(await lookUp(receivables(), one.lookup('7', 'REFERENCE'), 10)).toEqual(['b']);
    expect(await other.found(long)).toEqual([]);
    expect(await tenantState(other.vendor, other.tenant)).toEqual(new Map());
  });
});
