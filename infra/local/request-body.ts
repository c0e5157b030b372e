import type { IncomingMessage } from 'node:http';
import type { HttpEvent } from '../../shared/http/dialect.ts';

/** Bytes of an event that Lambda takes. API Gateway takes longer bodies, and then answers by itself. */
const PAYLOAD_LIMIT = 6 * 1024 * 1024;

/** The body, or undefined as soon as there is more of it than API Gateway takes. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > PAYLOAD_LIMIT) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop must not end the connection: the answer goes over it. Node discards what is still sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > PAYLOAD_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Whether Lambda would not take the event: a body in base64 is longer by a third. */
export const isTooLarge = (event: HttpEvent): boolean =>
  (event.body?.length ?? 0) > PAYLOAD_LIMIT / 2 && Buffer.byteLength(JSON.stringify(event)) > PAYLOAD_LIMIT;
