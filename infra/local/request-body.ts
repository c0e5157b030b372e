import type { IncomingMessage } from 'node:http';

/** Bytes of a body that API Gateway and Lambda take. */
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
