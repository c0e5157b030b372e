import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { HttpResponse } from '../../../shared/http/dialect.ts';
import { readBody } from '../request-body.ts';
import { insteadOf } from './fault-answers.ts';
import { keepBody, type Recording } from './recording.ts';
import type { NewFault } from './shapes.ts';

/** A request that meets a fault, what the service would answer, and the recording that says what was done. */
export interface Faulty {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly answer: () => Promise<HttpResponse | undefined>;
  readonly recording: Recording | undefined;
}

/**
 * Does to a request what a fault says. Where it says `after`, or the answer is late or cut, the request is carried out
 * first, as if nothing were wrong. A stream that the service has sent by itself is left as it is.
 */
export async function underFault(fault: NewFault, faulty: Faulty): Promise<HttpResponse | undefined> {
  if (fault.when === 'before') return before(fault, faulty);
  const answered = await faulty.answer();
  if (!answered) return undefined;
  switch (fault.kind) {
    case 'late':
      return late(answered, fault.delayMs ?? 0, faulty);
    case 'drop':
      return dropped(`connection dropped in the place of the answer ${answered.statusCode}`, faulty);
    case 'status':
      said(faulty, `${fault.status} in the place of the answer ${answered.statusCode}`);
      return insteadOf(fault.status ?? 500, faulty, answered);
    case 'truncate':
      return truncated(answered, faulty);
  }
}

/** The request is read and not carried out. */
async function before({ kind, status = 500 }: NewFault, faulty: Faulty): Promise<HttpResponse | undefined> {
  const body = await readBody(faulty.request);
  if (body && faulty.recording) keepBody(faulty.recording, body);
  if (kind === 'drop') return dropped('connection dropped before the request was carried out', faulty);
  said(faulty, `${status}, and the request was not carried out`);
  return insteadOf(status, faulty);
}

/** Whoever leaves meanwhile is not waited for. */
async function late(answered: HttpResponse, delayMs: number, faulty: Faulty): Promise<HttpResponse> {
  said(faulty, `answer kept back for ${delayMs} ms`);
  const gone = new AbortController();
  faulty.response.once('close', () => gone.abort());
  await delay(delayMs, undefined, { signal: gone.signal }).catch(() => {});
  return answered;
}

function dropped(words: string, faulty: Faulty): undefined {
  said(faulty, words);
  faulty.request.socket.destroy();
}

/** Half of the body, and all of its length. Where there is none, there is nothing to cut but the answer itself. */
function truncated(answered: HttpResponse, faulty: Faulty): undefined {
  const { statusCode = 200, headers = {}, body = '', isBase64Encoded } = answered;
  const payload = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const half = payload.subarray(0, payload.length / 2);
  if (half.length === 0 || faulty.request.method === 'HEAD')
    return dropped(`connection dropped in the place of the answer ${statusCode}, which has no body`, faulty);
  said(faulty, `${half.length} of ${payload.length} bytes of the answer's body`);
  const { response, recording } = faulty;
  if (recording) recording.sent = { statusCode, headers, body: half.toString() };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  response.setHeader('content-length', payload.length);
  response.writeHead(statusCode);
  response.write(half, () => response.destroy());
}

function said({ recording }: Faulty, words: string): void {
  if (recording) recording.fault = words;
}
