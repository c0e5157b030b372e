import { receivables } from '../../../shared/dynamodb/tables.ts';
import { runWithOptions, Unclear } from '../command-line.ts';
import { onTable, tableOptions } from '../on-table.ts';
import { SETTABLE_KEYS, setClientConfig } from './set-client-config.ts';

const USAGE = `usage: npm run --silent client-config -- <client> <KEY> [<value> …] [--stage dev|staging|prod | --table <name>]

Sets what GET /clients/{clientno}/clientconfigs shows of an Amili client, and prints it. Without a value the key has its
default again. It holds for what is posted from then on. On the local stack, unless a stage or a table is named. Keys:
  ${SETTABLE_KEYS.join('\n  ')}`;

const COMMAND = {
  ...{ name: 'npm run client-config', usage: USAGE },
  ...{ options: tableOptions, allowPositionals: true },
};

await runWithOptions(COMMAND, async (where, [client = '', name = '', ...values]) => {
  if (!/^[1-9]\d{0,14}$/.test(client)) throw new Unclear('which client? Its number comes first');
  if (name === '') throw new Unclear('which key?');
  const key = name.toUpperCase();
  if (!SETTABLE_KEYS.includes(key)) throw new Unclear(`there is no ${key} to set`);
  const set = await onTable(where, () => setClientConfig(receivables(), client, key, values));
  if ('problem' in set) throw new Unclear(set.problem);
  process.stdout.write(`${JSON.stringify(set)}\n`);
});
