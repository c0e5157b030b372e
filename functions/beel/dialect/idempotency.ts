import { hash, randomUUID } from 'node:crypto';
import { v5 } from 'uuid';
import type { Origin } from '../../../shared/http/operation.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { DataAnswer } from './envelope.ts';
import { refused } from './errors.ts';

/** What a create request makes, and how a repeat of the request is recognized. */
export interface Creation {
  /** The same for each request with the same Idempotency-Key; random without one. */
  readonly id: string;
  /** Stored with what was made: a hash of key and body, where there is a key. Only a repeat has the same. */
  readonly mark: { readonly request?: string };
  /** The mark that earlier versions stored: a hash of the body as their flat routes had parsed it. */
  readonly formerMark?: string;
}

/** The form of OpenAPI 1.9.0. Version 1.0.1 asked for UUIDs, which have this form too. */
const KEY = /^[a-zA-Z0-9_-]{1,255}$/;

/** Namespace of the version 5 UUIDs that are made of keys. */
const NAMESPACE = '5d3c1c0e-8f0b-4a56-9a0e-3d2f6a7b9c14';

/**
 * The creation that a request asks for: https://docs.beel.es/guides/idempotency.
 * Two choices of ours, neither of which makes a duplicate that the vendor would not make: a key counts per company and
 * environment (the vendor: per user and environment), and for as long as what it made is kept (the vendor: 24 hours).
 * @param sent the body as it was sent: a repeat may take the route of the other generation, which parses it otherwise
 * @param parsed the body as earlier versions marked it
 * @throws Failure when the key is not one
 */
export function creationOf(origin: Origin, { tenant }: Tenant, sent: unknown, parsed?: unknown): Creation {
  const key = keyOf(origin);
  if (key === undefined) return { id: randomUUID(), mark: {} };
  const markOf = (body: unknown) => hash('sha256', `${key}\n${JSON.stringify(body)}`);
  return {
    id: v5(`${tenant}#${key}`, NAMESPACE),
    mark: { request: markOf(sent) },
    ...(parsed !== undefined && { formerMark: markOf(parsed) }),
  };
}

/** The key of a request, if it has one. @throws Failure when it is not one */
export function keyOf({ headers }: Origin): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined || KEY.test(key)) return key;
  const message = 'The Idempotency-Key header must be 1 to 255 letters, digits, hyphens or underscores';
  throw refused(400, 'INVALID_IDEMPOTENCY_KEY', message);
}

/**
 * The answer to a request whose id is taken, because an earlier one with its key came first: that one's answer again.
 * @param stored has the mark of the request that made what is there
 * @param data what is there, as it was answered when it was made, where that is still known
 * @throws Failure when another request made it with the same key
 */
export function replay<Data>(
  { id, mark, formerMark }: Creation,
  stored: { request?: unknown },
  data: Data,
): DataAnswer<Data> {
  if (mark.request === undefined) throw new Error(`the new id ${id} is taken`);
  if (stored.request !== mark.request && (formerMark === undefined || stored.request !== formerMark)) {
    throw mismatch();
  }
  return { status: 201, data, headers: { 'idempotency-replay': 'true' } };
}

const mismatch = () =>
  refused(409, 'IDEMPOTENCY_KEY_MISMATCH', 'The Idempotency-Key was used for a request with another body');

/** What a request with an Idempotency-Key may be refused with. */
export const IDEMPOTENCY_FAILURES = {
  400: ['INVALID_IDEMPOTENCY_KEY'],
  409: ['IDEMPOTENCY_KEY_MISMATCH'],
} as const;

/** What remembers the requests with an Idempotency-Key that have changed it. */
export interface Repeatable {
  /** `<hash of the key> <hash of key and body>`, the last ones at the end. */
  readonly changes?: readonly string[];
}

/** Changes that are remembered: our choice, where the vendor has 24 hours. */
const MOST = 10;

/** A change with an Idempotency-Key, as it is remembered; undefined without one. @throws Failure when it is not one */
export function markedChange(origin: Origin, sent: string): string | undefined {
  const key = keyOf(origin);
  return key === undefined ? undefined : `${shortHash(key)} ${shortHash(`${key}\n${sent}`)}`;
}

const shortHash = (text: string): string => hash('sha256', text).slice(0, 32);

/** Whether the change was made before. @throws Failure when another one was, with the same key */
export function isRepeat({ changes = [] }: Repeatable, change: string | undefined): boolean {
  if (change === undefined) return false;
  const [key] = change.split(' ');
  const made = changes.find((each) => each.split(' ')[0] === key);
  if (made === undefined || made === change) return made === change;
  throw mismatch();
}

export const remembering = <Fields extends Repeatable>(fields: Fields, change: string | undefined): Fields =>
  change === undefined ? fields : { ...fields, changes: [...(fields.changes ?? []), change].slice(-MOST) };
