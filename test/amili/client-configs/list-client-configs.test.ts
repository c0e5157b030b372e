import { describe, expect, it } from 'vitest';
import { setClientConfig } from '../../../infra/commands/client-config/set-client-config.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { newClient } from '../client.ts';
import { onePage, refusesQueries, refusesStrangers } from '../reads.ts';

const { clientNo, listClientConfigs } = await newClient();

/** As the list of a client without settings shows them, in its order. */
const DEFAULTS = {
  ADBBASIS: ['DUEDATE'],
  ADBINTERVALS: ['30', '60', '90'],
  CURRENCY: ['NOK'],
  DUEDAYS: ['14'],
  FILETYPES: ['ATTACHMENT'],
  'GLACCOUNT-BANK': ['1920'],
  'GLACCOUNT-INTEREST': ['8050'],
  'GLACCOUNT-LOSS': ['7830'],
  'GLACCOUNT-RECEIVABLES': ['1500'],
  'GLACCOUNT-SALES': ['3000'],
  'GLACCOUNT-VAT': ['2700'],
  GLCLOSEDTHROUGH: [],
  LANGUAGE: ['no'],
};

const configs = (own: Readonly<Record<string, readonly string[]>> = {}) =>
  Object.entries(DEFAULTS).map(([configKey, values]) =>
    own[configKey]
      ? { configKey, values: own[configKey], origin: 'CLIENT' }
      : { configKey, values, origin: 'DEFAULT' },
  );

describe('GET /clients/{clientno}/clientconfigs', () => {
  it('lists the defaults of a client that has nothing set', async () => {
    const { status, body } = await listClientConfigs('?userid=TestUser');
    expect([status, body]).toEqual([200, { summary: onePage(13), clientConfigs: configs() }]);
  });

  it('lists what is set for the client', async () => {
    const own = await newClient();
    const settings = { ADBINTERVALS: ['7', '14'], 'GLACCOUNT-BANK': ['1930'], LANGUAGE: ['en'] };
    for (const [key, values] of Object.entries(settings))
      await setClientConfig(receivables(), String(own.clientNo), key, values);
    const { body } = await own.listClientConfigs();
    expect(body).toEqual({ summary: onePage(13), clientConfigs: configs(settings) });
  });

  it('finds a key', async () => {
    const [clientConfig] = configs().filter(({ configKey }) => configKey === 'DUEDAYS');
    const { body } = await listClientConfigs('?configkey=DueDays');
    expect(body).toEqual({ summary: onePage(1), clientConfigs: [clientConfig] });
    const none = await listClientConfigs('?configkey=DUE');
    expect(none.body).toEqual({ summary: onePage(0), clientConfigs: [] });
  });

  it('has pages, which show what is set by then', async () => {
    const own = await newClient();
    const first = (await own.listClientConfigs('?pagesize=10')).body as { summary: { queryId: string } };
    await setClientConfig(receivables(), String(own.clientNo), 'LANGUAGE', ['en']);
    const { body } = await own.listClientConfigs(`?query=${first.summary.queryId}&pageno=2`);
    expect(body).toMatchObject({
      summary: { pageNo: 2, currentPageSize: 3, totalCount: 13, totalPages: 2 },
      clientConfigs: configs({ LANGUAGE: ['en'] }).slice(10),
    });
  });

  refusesQueries(clientNo, listClientConfigs, [
    ['configkey=', 'configkey: must not be blank'],
    ['key=DUEDAYS', 'key: unknown'],
  ]);
  refusesStrangers(clientNo, 'clientconfigs');
});
