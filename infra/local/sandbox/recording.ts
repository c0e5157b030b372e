import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import { now } from '../../../shared/clock.ts';
import type { HttpResponse } from '../../../shared/http/dialect.ts';
import { shownRequestBody, withoutSecrets } from './secrets.ts';
import type { RecordedAttempt, RecordedRequest } from './shapes.ts';

/** Attempts that are kept of one request: who follows the feed makes them for hours. */
const MOST_ATTEMPTS = 200;

/** A request that is kept, with what is needed to send it again: no route shows that. */
export interface Recording extends Mutable<Omit<RecordedRequest, 'headers' | 'dynamodb'>> {
  readonly dynamodb: RecordedAttempt[];
  readonly original: Original;
  /** What was sent in the place of the answer. */
  sent?: HttpResponse;
  /** Grows with whatever happens to any of them: who has seen one of a change has seen all that came before. */
  change: number;
  /** What it has of the memory, once it has ended. */
  bytes: number;
  readonly since: number;
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** A request as it came, with its secrets. */
export interface Original {
  readonly method: string;
  readonly target: string;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingMessage['headers'];
  /** Undefined where nobody has read it. */
  body: Buffer | undefined;
  /** Where it came in, and the port that it came from: connections differ in it. */
  readonly address: string;
  readonly port: number;
  readonly remotePort: number;
}

/** The request that is answered at the moment. */
export const current = new AsyncLocalStorage<Recording>();

export const newRecording = (request: IncomingMessage, number: number): Recording => ({
  ...{ number, at: now().toISOString(), requestId: '', traceId: '', operation: null },
  method: request.method ?? '',
  path: withoutSecrets(request.url ?? '/'),
  body: '',
  isOwn: isOwn(request),
  ...{ status: null, answerHeaders: {}, answerBody: '', durationMs: null, fault: null },
  ...{ dynamodb: [], attemptsLeftOut: 0 },
  original: {
    method: request.method ?? '',
    target: request.url ?? '/',
    ...{ rawHeaders: request.rawHeaders, headers: request.headers, body: undefined },
    address: request.socket.localAddress ?? '127.0.0.1',
    port: request.socket.localPort ?? 0,
    remotePort: request.socket.remotePort ?? 0,
  },
  change: 0,
  bytes: 0,
  since: performance.now(),
});

/** Whether a page of the console sent it: all its requests say so. */
export const isOwn = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers['offboard-console'] !== undefined;

export function keepBody(recording: Recording, body: Buffer): void {
  recording.original.body = body;
  recording.body = shownRequestBody(recording.original.target, body);
}

export function keepAttempt(recording: Recording, attempt: RecordedAttempt): void {
  if (recording.dynamodb.length < MOST_ATTEMPTS) recording.dynamodb.push(attempt);
  else recording.attemptsLeftOut = (recording.attemptsLeftOut ?? 0) + 1;
}
