import { expect, it } from 'vitest';
import { handler } from '../../functions/workers/record-changes.ts';
import { recordChanges } from '../../functions/workers.ts';
import { call } from '../support/http.ts';
import { runOwnWorkers, useOwnStream } from '../support/own-stream.ts';
import { newEnkash, newOperator } from './worlds.ts';

await useOwnStream();
const workers = await runOwnWorkers([{ worker: recordChanges, handler }]);

it('leads from a refusal to the customer deleted, brought back and protected, and tells it all', async () => {
  const { path, authorization, customer, invoice } = await newEnkash();
  const operator = await newOperator();
  const id = await customer('Acme');
  const invoiceId = await invoice(id, { invoiceNumber: 'INV-2' });
  const one = `${path}/${id}`;
  const remove = (headers: Record<string, string> = {}) =>
    call(`DELETE /api/v0/customer/${id}`, { authorization, headers });

  // The refusal names the invoice.
  const refused = await remove();
  expect(refused.status).toBe(422);
  expect(refused.body).toMatchObject({
    response_message: `customer ${id} cannot be deleted: it has 1 live invoice(s): INV-2`,
  });

  // What is in the way, and what would clear it.
  const preview = await operator(`POST ${one}/deletion-preview`);
  const clearing = {
    method: 'POST',
    path: '/api/v0/invoice/bulk/delete',
    body: { invoiceIds: [invoiceId] },
  };
  expect(preview.body).toMatchObject({
    deletable: false,
    refusal: 'linked',
    blockers: [{ kind: 'invoice', id: invoiceId, number: 'INV-2', amount: 1180, clearing }],
  });

  // It is done as it says, and a dry run agrees.
  await call(`${clearing.method} ${clearing.path}`, { authorization, json: clearing.body });
  const dryRun = await remove({ 'offboard-dry-run': 'true' });
  expect([dryRun.status, dryRun.headers['offboard-dry-run']]).toEqual([200, 'true']);
  const seen = await operator(`GET ${one}`);
  expect(seen.body).toMatchObject({ state: 'active', link_count: 0 });

  // Only what was seen is deleted.
  const ifMatch = { 'if-match': String(seen.headers.etag) };
  const deleted = await remove({ ...ifMatch, 'offboard-reason': 'asked by mail' });
  expect([deleted.status, deleted.body]).toMatchObject([200, { payload: id }]);
  expect((await remove()).status).toBe(404);

  // It comes back as it was, and is protected from then on.
  const restored = await operator(`POST ${one}/restoration`, {
    headers: { 'offboard-reason': 'a mistake' },
  });
  expect([restored.status, restored.body]).toMatchObject([200, { state: 'active', name: 'Acme' }]);
  expect((await remove(ifMatch)).status).toBe(412);
  await operator(`PUT ${one}/protection`, { json: { reason: 'legal hold' } });
  expect((await remove()).body).toMatchObject({ response_code: 422 });

  // All of it is known afterwards, and told.
  await workers.drained();
  const { items } = (await operator(`GET ${one}/history`)).body as { items: Record<string, unknown>[] };
  expect(items.map(({ change, reason }) => [change, reason])).toEqual([
    ['created', null],
    ['delete_refused', null],
    ['deleted', 'asked by mail'],
    ['restored', 'a mistake'],
    ['delete_refused', null],
    ['protected', 'legal hold'],
    ['delete_refused', null],
  ]);
  const events = (await operator('GET /operator/v1/events')).body as { items: { type: string }[] };
  expect(events.items.map(({ type }) => type).filter((type) => type.startsWith('dependent'))).toEqual([
    'dependent.attached',
    'dependent.detached',
  ]);
});
