import { request } from 'node:http';
import type { Original } from './recording.ts';

/** Milliseconds after which nobody waits for the answer any more: longer than a function may take. */
const PATIENCE = 60_000;

/** Headers that are about a connection and not about the request on it. */
const OF_CONNECTIONS =
  /^(connection|keep-alive|proxy-connection|transfer-encoding|content-length|expect|upgrade|te|trailer)$/i;

/**
 * Sends a request as it came, to where it came in, on a connection of its own.
 * @returns the port that it came from this time; undefined where nobody took it
 */
export function repeatRequest(original: Original, body: Buffer): Promise<number | undefined> {
  const { method, target, address, port } = original;
  const headers = headersOf(original, body);
  const sending = request({ host: address, port, method, path: target, headers, agent: false });
  let from: number | undefined;
  return new Promise((resolve) => {
    sending.on('socket', (socket) => socket.on('connect', () => (from = socket.localPort)));
    // A stream has no end.
    sending.on('response', (answer) => (isStream(answer.headers) ? sending.destroy() : answer.resume()));
    // The connection may be dropped: that is what was asked for.
    sending.on('error', () => {});
    sending.on('close', () => resolve(from));
    sending.setTimeout(PATIENCE, () => sending.destroy());
    sending.end(body);
  });
}

const isStream = (headers: { readonly 'content-type'?: string | undefined }): boolean =>
  String(headers['content-type']).startsWith('text/event-stream');

/** In turn names and values, as Node takes them too where a name comes twice. */
function headersOf({ rawHeaders }: Original, body: Buffer): string[] {
  const headers = rawHeaders.filter(
    (_, index) => !OF_CONNECTIONS.test(rawHeaders[index - (index % 2)] ?? ''),
  );
  return body.length > 0 ? [...headers, 'content-length', String(body.length)] : headers;
}
