import { hash, randomUUID } from 'node:crypto';
import { v5 } from 'uuid';
import { Failure } from '../../../shared/http/failure.ts';
import type { Origin } from '../../../shared/http/operation.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
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

/** The header of an answer that was given before. */
export const REPLAY = { 'idempotency-replay': 'true' } as const;

/** The creation that a request without a key asks for. */
export const newCreation = (): Creation => ({ id: randomUUID(), mark: {} });

/** @throws Failure when there is no key */
export function requireKey({ headers }: Pick<Origin, 'headers'>): void {
  if (headers['idempotency-key'] !== undefined) return;
  throw refused(400, 'IDEMPOTENCY_KEY_REQUIRED', 'The Idempotency-Key header is required');
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
  if (key === undefined) return newCreation();
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
  throw refused(400, 'INVALID_IDEMPOTENCY_KEY');
}

/**
 * The creation of one of many in the same request. The first has the request's own id, so that a key is used once, for
 * one or for many.
 */
export const creationOfRow = (creation: Creation, index: number): Creation => {
  if (index === 0) return creation;
  const isRepeatable = creation.mark.request !== undefined;
  return { ...creation, id: isRepeatable ? v5(`${creation.id}#${index}`, NAMESPACE) : randomUUID() };
};

/** Whether an earlier request for the same, with the same key, made what has this mark. */
export const isSameRequest = ({ mark }: Creation, stored: { request?: unknown }): boolean =>
  mark.request !== undefined && stored.request === mark.request;

/** The key was used for another request. */
export const mismatch = () =>
  refused(409, 'IDEMPOTENCY_KEY_MISMATCH', 'The Idempotency-Key was used for a request with another body');

/** The first request with the key has not ended yet. */
export const processing = () =>
  new Failure({
    kind: 'refused',
    status: 409,
    code: 'IDEMPOTENCY_KEY_PROCESSING',
    message: 'A request with this Idempotency-Key is still being processed: try again',
    headers: { 'retry-after': '2' },
  });

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
  if (stored.request !== mark.request && (formerMark === undefined || stored.request !== formerMark))
    throw mismatch();
  return { status: 201, data, headers: REPLAY };
}

/**
 * The dependent that a repeat of its creation is answered with: as it was created, like the first time. Once it was
 * changed, what it was is not kept, and it is shown as it is now: our choice. A deletion, a version of its own, leaves
 * its fields alone.
 */
export const replayed = <Fields extends object>(item: DependentItem<Fields>): DependentItem<Fields> =>
  item.version === (item.deletion ? 2 : 1) ? { ...item, update: item.creation } : item;

/** What a request with an Idempotency-Key may be refused with. */
export const IDEMPOTENCY_FAILURES = {
  400: ['INVALID_IDEMPOTENCY_KEY'],
  409: ['IDEMPOTENCY_KEY_MISMATCH'],
} as const;

/** … where the key is required. */
export const REQUIRED_KEY_FAILURES = {
  400: ['INVALID_IDEMPOTENCY_KEY', 'IDEMPOTENCY_KEY_REQUIRED'],
  409: ['IDEMPOTENCY_KEY_MISMATCH'],
} as const;

/** … where the first request with the key may take a while. */
export const BULK_IDEMPOTENCY_FAILURES = {
  400: ['INVALID_IDEMPOTENCY_KEY'],
  409: ['IDEMPOTENCY_KEY_MISMATCH', 'IDEMPOTENCY_KEY_PROCESSING'],
} as const;

/** What was done with a resource by requests with an Idempotency-Key: the last one of each act. */
export type DoneActs = Readonly<Record<string, { readonly key: string; readonly request: string }>>;

/** An act on what is there already, and how a repeat of the request is recognized. */
export interface KeyedAct {
  readonly name: string;
  readonly mark?: DoneActs[string];
}

/**
 * The act that a request asks for. Our choices: its key counts on that resource and for that act alone, and until the
 * same act is done with another key.
 * @throws Failure when the key is not one
 */
export function actOf(origin: Origin, name: string, sent = ''): KeyedAct {
  const key = keyOf(origin);
  if (key === undefined) return { name };
  return { name, mark: { key: hash('sha256', key), request: hash('sha256', `${key}\n${sent}`) } };
}

/**
 * Whether the act is done, by an earlier request with the same key and body.
 * @throws Failure when that one had another body
 */
export function isRepeated({ name, mark }: KeyedAct, done: DoneActs | undefined): boolean {
  const earlier = done?.[name];
  if (mark === undefined || earlier?.key !== mark.key) return false;
  if (earlier.request === mark.request) return true;
  throw mismatch();
}

/** What is stored of acts once this one is done. */
export const withAct = ({ name, mark }: KeyedAct, done: DoneActs | undefined) =>
  mark ? { done: { ...done, [name]: mark } } : {};
