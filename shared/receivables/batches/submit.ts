import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { Tenant } from '../keys.ts';
import { recordItem } from '../records/record.ts';
import { storeRecord } from '../records/store.ts';
import type { Stamp } from '../stamp.ts';
import { type BatchFields, type BatchItem, batchRef, type ChunkItem, chunkKey } from './batch.ts';

/** Rows of a chunk, which are applied in one call of the worker: in about a second. */
const MOST_IN_CHUNK = 100;

/** Bytes of a chunk's rows: an item has at most 400 KB. */
const BYTES_IN_CHUNK = 300 * 1024;

/** Seconds for which a batch is known. */
const LIFETIME = 30 * 24 * 60 * 60;

export interface NewBatch {
  readonly task: BatchFields['task'];
  /** Each at most two thirds of a chunk's bytes, as JSON. */
  readonly rows: readonly object[];
}

/**
 * Stores a batch: its rows first, and when all of them are there, what the worker goes by. So a batch is applied as a
 * whole or not at all, and one whose submission failed in between is nothing but rows that nobody reads.
 * @throws GaveUp when it may not be stored: then nobody may be told its id
 */
export async function submitBatch(
  table: Table,
  tenant: Tenant,
  { task, rows }: NewBatch,
  stamp: Stamp,
): Promise<BatchItem> {
  const ref = batchRef(tenant, randomUUID());
  const chunks = chunksOf(rows.map((row) => JSON.stringify(row)));
  const starts = chunks.map((_, place) => 1 + chunks.slice(0, place).flat().length);
  const fields: BatchFields = { task, total: rows.length, chunks: starts, place: 0, tries: {} };
  const batch = { ref, fields, lifetime: LIFETIME };
  const { pk, expiresAt } = recordItem(batch, stamp);
  await Promise.all(
    chunks.map((chunk, place) => {
      const Item: ChunkItem = {
        ...chunkKey({ pk }, place),
        rows: `[${chunk.join()}]`,
        creation: stamp,
        revision: 1,
        expiresAt: expiresAt as number,
      };
      return sendWrite(table, new PutCommand({ TableName: table.name, Item }));
    }),
  );
  const { outcome, record } = await storeRecord(table, batch, stamp);
  if (outcome === 'exists') throw new Error(`the random id of ${record.pk} was taken`);
  return record;
}

function chunksOf(rows: readonly string[]): string[][] {
  const chunks: string[][] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = Buffer.byteLength(row) + 1;
    const last = chunks.at(-1);
    if (last && last.length < MOST_IN_CHUNK && bytes + size <= BYTES_IN_CHUNK) last.push(row);
    else {
      chunks.push([row]);
      bytes = 0;
    }
    bytes += size;
  }
  return chunks;
}
