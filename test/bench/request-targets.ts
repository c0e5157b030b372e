import type { MeteredOperation } from './measures/requests.ts';
import type { Results } from './results.ts';
import type { Row } from './row.ts';

const TRANSACTION = 'TransactWriteItems';

/** How a refused deletion reads what refers to the customer, keeps that in its history, and logs it for its client. */
const BEHIND = ['Query, PutItem', 'Query, PutItem, BatchGetItem', 'Query, PutItem, PutItem'];

/** How many requests and units the operations should take, and took. */
export function requestRows({
  requests: { allowed, refused, attach, detach, bulk, bySize },
}: Results): Row[] {
  const one = (operations: readonly MeteredOperation[]) =>
    operations.every(({ requests }) => requests.length === 1 && requests[0]?.action === 'UpdateItem');
  const units = [...bySize].map(([size, { requests }]) => [size, requests[0]?.units ?? Number.NaN] as const);
  const transactions = (operations: readonly MeteredOperation[]) =>
    operations.map(({ requests }) => requests.filter(({ action }) => action === TRANSACTION).length);
  const counts = (what: string, operations: readonly MeteredOperation[]): Row => ({
    what,
    target: '1 transaction',
    measured: operations.map(({ name, requests }) => `${name.split('/')[0]} ${listed(requests)}`).join('; '),
    met: transactions(operations).every((count) => count === 1),
  });
  const batches = [...bulk].map(([size, { requests }]) => [size, requests.length] as const);
  return [
    {
      what: 'delete allowed: requests',
      target: '1',
      measured: `1 in ${allowed.filter((operation) => one([operation])).length} of ${allowed.length} operations`,
      met: one(allowed),
    },
    {
      what: 'delete allowed: write units of 1, 2, 4 KB',
      target: '1, 2, 4',
      measured: units.map(([, unit]) => unit).join(', '),
      met: units.every(([size, unit]) => size === unit),
    },
    {
      what: 'delete refused: requests',
      target:
        '1; 1 read and 1 write more for its history, 1 read where it names numbers, 1 write where its client has a log',
      measured: refused.map(({ name, requests }) => `${name.split('/')[0]} ${requests.length}`).join('; '),
      met: refused.every(
        ({ requests: [first, ...others] }) =>
          first?.action === 'UpdateItem' && BEHIND.includes(others.map(({ action }) => action).join(', ')),
      ),
    },
    counts('attach', attach),
    counts('detach', detach),
    {
      what: `bulk of ${batches.map(([size]) => size).join(', ')}: requests`,
      target: 'N / 25, rounded up',
      measured: batches.map(([, count]) => count).join(', '),
      met: batches.every(([size, count]) => count === Math.ceil(size / 25)),
    },
  ];
}

/** `1 transaction + 1 read` */
function listed(requests: MeteredOperation['requests']): string {
  const writes = requests.filter(({ action }) => action === TRANSACTION).length;
  const reads = requests.length - writes;
  return `${writes}${reads > 0 ? ` and ${reads} read` : ''}`;
}
