import { setFlagsFromString } from 'node:v8';
import { expect, it } from 'vitest';
import { documentClient } from '../../shared/dynamodb/client.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { readCustomer } from '../../shared/receivables/customers/read.ts';

setFlagsFromString('--allow-natives-syntax');
const hasFastProperties = new Function('object', 'return %HasFastProperties(object)') as (
  o: object,
) => boolean;

it('keeps its configuration in the form that V8 copies fast, also after a request', async () => {
  await readCustomer(receivables(), { vendor: 'enkash', tenant: 'nobody', id: 'nobody' });
  expect(hasFastProperties(documentClient.config)).toBe(true);
});

it('prepares nothing for a logger that is not there', () => {
  const middlewares = documentClient.middlewareStack.identify();
  expect(middlewares.filter((name) => name.startsWith('logger'))).toEqual([]);
  // What is left shows that the SDK still names them so.
  expect(middlewares.filter((name) => name.startsWith('retry'))).toHaveLength(1);
});
