import { describe, expect, it } from 'vitest';
import { settingsRef } from '../../../functions/amili/ledger/books.ts';
import { setClientConfig } from '../../../infra/commands/client-config/set-client-config.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { readRecord } from '../../../shared/receivables/records/read.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { newClient } from '../client.ts';
import { refusesStrangers } from '../reads.ts';

const { clientNo, tenant, getClientConfig } = await newClient();

const set = (key: string, ...values: string[]) =>
  setClientConfig(receivables(), String(clientNo), key, values);

const fields = async () => (await readRecord(receivables(), settingsRef(tenant)))?.fields;

describe('GET /clients/{clientno}/clientconfigs/{key}', () => {
  it('shows the default, what is set in its place, and the default again', async () => {
    const shown = async () => (await getClientConfig('dueDays')).body;
    expect(await shown()).toEqual({ configKey: 'DUEDAYS', values: ['14'], origin: 'DEFAULT' });
    const config = { configKey: 'DUEDAYS', values: ['0'], origin: 'CLIENT' };
    expect(await set('DUEDAYS', '0')).toEqual(config);
    expect(await shown()).toEqual(config);
    expect(await set('GLACCOUNT-LOSS', '7831')).toMatchObject({ values: ['7831'], origin: 'CLIENT' });
    expect(await fields()).toEqual({ dueDays: 0, glAccounts: { loss: '7831' } });
    await set('DUEDAYS');
    await set('GLACCOUNT-LOSS');
    expect(await shown()).toEqual({ configKey: 'DUEDAYS', values: ['14'], origin: 'DEFAULT' });
    expect(await fields()).toEqual({});
  });

  it.each<[string, string[], string]>([
    ['ADBBASIS', ['TODAY'], 'ADBBASIS must be DUEDATE or POSTINGDATE'],
    [
      'ADBINTERVALS',
      ['30', '30'],
      'ADBINTERVALS must be one to ten numbers of days, each larger than the one before',
    ],
    [
      'ADBINTERVALS',
      ['0'],
      'ADBINTERVALS must be one to ten numbers of days, each larger than the one before',
    ],
    ['CURRENCY', ['KRONER'], 'CURRENCY must be three letters'],
    ['CURRENCY', ['NOK', 'SEK'], 'CURRENCY must be three letters'],
    ['DUEDAYS', ['366'], 'DUEDAYS must be a number of days, at most 365'],
    ['DUEDAYS', ['1.5'], 'DUEDAYS must be a number of days, at most 365'],
    ['FILETYPES', ['A B'], 'FILETYPES must be one to twenty words of letters, digits, - and _'],
    ['GLACCOUNT-SALES', ['9000'], 'GLACCOUNT-SALES must be an account from 1000 to 8999'],
    ['GLACCOUNT-SALES', ['1500'], '1500: the account of receivables takes no other postings'],
    ['GLACCOUNT-RECEIVABLES', ['1920'], '1920: the account of receivables takes no other postings'],
    ['LANGUAGE', ['norsk'], 'LANGUAGE must be two letters'],
  ])('refuses %s %j, and changes nothing', async (key, values, problem) => {
    const before = await fields();
    expect(await set(key, ...values)).toEqual({ problem });
    expect(await fields()).toEqual(before);
  });

  it('takes values in any case, and each type of file once', async () => {
    expect(await set('CURRENCY', 'sek')).toMatchObject({ values: ['SEK'] });
    expect(await set('ADBBASIS', 'PostingDate')).toMatchObject({ values: ['POSTINGDATE'] });
    expect(await set('FILETYPES', 'contract', 'ATTACHMENT', 'Contract')).toMatchObject({
      values: ['CONTRACT', 'ATTACHMENT'],
    });
    expect(await set('LANGUAGE', 'EN')).toMatchObject({ values: ['en'] });
    for (const key of ['CURRENCY', 'ADBBASIS', 'FILETYPES', 'LANGUAGE']) await set(key);
  });

  it('does not make the default of one account another one’s', async () => {
    await set('GLACCOUNT-RECEIVABLES', '1501');
    await set('GLACCOUNT-BANK', '1500');
    const problem = '1500: the account of receivables takes no other postings';
    expect(await set('GLACCOUNT-RECEIVABLES')).toEqual({ problem });
    await set('GLACCOUNT-BANK');
    expect(await set('GLACCOUNT-RECEIVABLES')).toMatchObject({ values: ['1500'], origin: 'DEFAULT' });
  });

  it.each(['NOTHING', 'constructor', '__proto__'])('answers 404 for the key %s', async (key) => {
    const { status, body } = await getClientConfig(key);
    const failure = amiliFailure('NOT_FOUND', `There is no config key ${key}`, { clientNo });
    expect([status, body]).toEqual([404, failure]);
  });

  refusesStrangers(clientNo, 'clientconfigs/DUEDAYS');
});
