import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { newClient } from '../client.ts';
import { batchScene } from './batch-scene.ts';

const scene = await batchScene();
const { clientNo, createCustomers, getBatch, applied } = scene;

const uuidOf = ({ body }: { readonly body: unknown }) => (body as { batchUuid: string }).batchUuid;

const NOT_FOUND = amiliFailure('NOT_FOUND', 'There is no such batch, or it is older than 30 days', {
  clientNo,
});

describe('GET /clients/{clientno}/batches/{batchuuid}', () => {
  it('shows how far a batch is, and at last the same for good', async () => {
    const rows = Array.from({ length: 400 }, (_, n) => ({ customerNo: `p${n}`, name: 'P' }));
    const answer = await createCustomers(rows);
    const seen: [number, number][] = [];
    for (let status = 202; status === 202; ) {
      const batch = await getBatch(uuidOf(answer));
      status = batch.status;
      const { processedCount, failedCount, customers } = batch.body as Record<string, unknown[] | number>;
      expect(customers).toHaveLength(processedCount as number);
      expect(failedCount).toBe(0);
      seen.push([status, processedCount as number]);
    }
    expect(seen.at(-1)).toEqual([200, 400]);
    const counts = seen.map(([, count]) => count);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    // A chunk is a hundred rows, and each transaction of it shows.
    expect(new Set(counts).size).toBeGreaterThan(2);
    const final = await getBatch(uuidOf(answer));
    expect((await applied(answer)).body).toEqual(final.body);
  });

  it.each(['nonsense', '7', randomUUID().slice(1), `${randomUUID()}0`])(
    'takes no other id: %s',
    async (id) => {
      const answer = await getBatch(id);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(amiliFailure('INVALID', 'batchuuid: must be a UUID', { clientNo }));
    },
  );

  it('knows no batch that there is not, nor one in capitals: case matters in UUIDs', async () => {
    const answer = await createCustomers([{ customerNo: 'u', name: 'U' }]);
    for (const id of [randomUUID(), uuidOf(answer).toUpperCase()]) {
      const refused = await getBatch(id);
      expect(refused.status).toBe(404);
      expect(refused.body).toEqual(NOT_FOUND);
    }
  });

  it('knows no batch of another client', async () => {
    const other = await newClient();
    const batchUuid = uuidOf(await other.createCustomers([{ customerNo: 'o', name: 'O' }]));
    expect((await getBatch(batchUuid)).body).toEqual(NOT_FOUND);
    const answer = await call(`GET /clients/${other.clientNo}/batches/${batchUuid}`, scene);
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(
      amiliFailure('FORBIDDEN', `The token may not act for client ${other.clientNo}`, {
        clientNo: other.clientNo,
      }),
    );
  });

  it('needs a token', async () => {
    const path = `GET /clients/${clientNo}/batches/${randomUUID()}`;
    expect((await call(path)).status).toBe(401);
    const authorization = await amiliAuthorization([newAmiliClient()]);
    expect((await call(path, { authorization })).status).toBe(403);
  });

  it('knows a batch for thirty days', async () => {
    const answer = await createCustomers([{ customerNo: 't', name: 'T' }]);
    const now = Date.now();
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      vi.setSystemTime(now + 31 * 24 * 60 * 60 * 1000);
      const authorization = await amiliAuthorization([clientNo]);
      const late = await call(`GET /clients/${clientNo}/batches/${uuidOf(answer)}`, { authorization });
      expect(late.status).toBe(404);
      expect(late.body).toEqual(NOT_FOUND);
    } finally {
      vi.useRealTimers();
    }
  });
});
