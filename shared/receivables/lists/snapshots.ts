import { randomUUID } from 'node:crypto';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { sendRead, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { Tenant } from '../keys.ts';
import type { Stamp } from '../stamp.ts';

/** What a list found, in order: its pages can be read for an hour, whatever is written meanwhile. */
export interface Snapshot {
  /** Of what kind the items are. */
  readonly kind: string;
  /** The keys of all items found. */
  readonly keys: readonly string[];
  readonly pageSize: number;
  /** What the dialect wants to know again of the question that was asked. */
  readonly asked: Readonly<Record<string, unknown>>;
}

/**
 * A part of a snapshot as it is stored: whole pages of it. No part refers to a customer, and none ever changes, so that
 * the same Put twice, or late, does no harm.
 */
interface PartItem extends Pick<Snapshot, 'kind' | 'pageSize' | 'asked'> {
  readonly pk: string;
  readonly sk: string;
  /** Without what the keys of a tenant begin with. */
  readonly ends: readonly string[];
  readonly total: number;
  readonly creation: Stamp;
  readonly revision: 1;
  /** Epoch seconds from which the snapshot is not known any more. DynamoDB removes it some time later. */
  readonly expiresAt: number;
}

/** Keys in a part: their ids of 64 characters, with four bytes each, are 260 KB of the 400 that an item may have. */
const MOST_IN_PART = 1_000;

/** Seconds for which the pages of a list can be read. */
const LIFETIME = 60 * 60;

/**
 * Stores what a list found.
 * @returns the id by which its pages are read
 * @throws GaveUp when a part may not be stored: then nobody may be told the id
 */
export async function storeSnapshot(
  table: Table,
  tenant: Tenant,
  { kind, keys, pageSize, asked }: Snapshot,
  stamp: Stamp,
): Promise<string> {
  const snapshotId = newSnapshotId();
  const perPart = pagesInPart(pageSize) * pageSize;
  const parts = Array.from(
    { length: Math.ceil(keys.length / perPart) },
    (_, part): PartItem => ({
      ...partKey(tenant, snapshotId, part),
      ...{ kind, pageSize, asked, total: keys.length },
      ends: keys.slice(part * perPart, (part + 1) * perPart).map((key) => key.slice(startOf(tenant).length)),
      creation: stamp,
      revision: 1,
      expiresAt: Math.floor(Date.parse(stamp.at) / 1000) + LIFETIME,
    }),
  );
  await Promise.all(parts.map((Item) => sendWrite(table, new PutCommand({ TableName: table.name, Item }))));
  return snapshotId;
}

export type SnapshotPage = ({ readonly outcome: 'found'; readonly total: number } & Snapshot) | NoPage;

export type NoPage =
  /** No list of this kind has this id, or it is older than an hour. */
  | { readonly outcome: 'unknown' }
  /** It has fewer pages. */
  | { readonly outcome: 'beyond'; readonly pages: number };

/**
 * The keys of a page of a snapshot. What is stored under them may be gone.
 * @param page from 1 on
 */
export async function readSnapshotPage(
  table: Table,
  tenant: Tenant,
  { kind, snapshotId, page }: { readonly kind: string; readonly snapshotId: string; readonly page: number },
  at: Date,
): Promise<SnapshotPage> {
  const first = isSnapshotId(snapshotId) ? await readPart(table, tenant, snapshotId, 0) : undefined;
  if (first?.kind !== kind || first.expiresAt * 1000 <= at.getTime()) return { outcome: 'unknown' };
  const { pageSize, total, asked } = first;
  const pages = Math.ceil(total / pageSize);
  if (page > pages) return { outcome: 'beyond', pages };
  const part = Math.floor((page - 1) / pagesInPart(pageSize));
  const item = part === 0 ? first : await readPart(table, tenant, snapshotId, part);
  // DynamoDB has begun to remove it meanwhile.
  if (!item) return { outcome: 'unknown' };
  const start = ((page - 1) % pagesInPart(pageSize)) * pageSize;
  const keys = item.ends.slice(start, start + pageSize).map((end) => startOf(tenant) + end);
  return { outcome: 'found', kind, keys, pageSize, total, asked };
}

async function readPart(
  table: Table,
  tenant: Tenant,
  snapshotId: string,
  part: number,
): Promise<PartItem | undefined> {
  const Key = partKey(tenant, snapshotId, part);
  const { Item } = await sendRead(
    table,
    new GetCommand({ TableName: table.name, Key, ConsistentRead: true }),
  );
  return Item as PartItem | undefined;
}

const partKey = (tenant: Tenant, snapshotId: string, part: number) => ({
  pk: `${startOf(tenant)}SNAPSHOT#${snapshotId}`,
  sk: `SNAPSHOT#${part}`,
});

/** What all keys of a tenant begin with. */
const startOf = ({ vendor, tenant }: Tenant): string => `${vendor}#${tenant}#`;

/** No page lies in two parts. */
const pagesInPart = (pageSize: number): number => Math.max(1, Math.floor(MOST_IN_PART / pageSize));

/** A UUID, in 22 characters. */
const newSnapshotId = (): string =>
  Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');

const isSnapshotId = (text: string): boolean => /^[\w-]{22}$/.test(text);
