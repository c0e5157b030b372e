import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { UnreadStatus } from '../../functions/service/unrouted/refuse-unread.ts';
import type { HttpResponse } from '../../shared/http/dialect.ts';
import { splitUrl } from './http-event.ts';

/** What Node reports of a connection that speaks no HTTP, or too slowly, and what it has read last. */
interface ClientError extends Error {
  readonly code?: string;
  readonly rawPacket?: Buffer;
}

const STATUSES: Readonly<Record<string, UnreadStatus>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers the requests that Node's server would answer by itself without a body, because they cannot be read. */
export function answerUnread(
  server: Server,
  refuse: (status: UnreadStatus, path: string) => HttpResponse,
): void {
  const latest = new WeakMap<Duplex, { readonly path: string; readonly response: ServerResponse }>();
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    latest.set(request.socket, { path: splitUrl(request.url ?? '/').pathname, response });
  });
  server.on('clientError', (error: ClientError, socket: Duplex) => {
    const last = latest.get(socket);
    const pending = last?.response.writableEnded === false ? last : undefined;
    // What is half written cannot be taken back.
    if (!socket.writable || pending?.response.headersSent) return void socket.destroy();
    const status = STATUSES[error.code ?? ''] ?? 400;
    const answer = refuse(status, pending?.path ?? pathIn(error.rawPacket));
    socket.end(textOf(answer), () => socket.destroy());
  });
}

/** The path in a request line, where the bytes begin with one. */
function pathIn(bytes: Buffer | undefined): string {
  const [, target = '/'] = /^[A-Z]+ (\S+)/.exec(bytes?.toString('latin1') ?? '') ?? [];
  return splitUrl(target).pathname;
}

function textOf({ statusCode = 400, headers = {}, body = '' }: HttpResponse): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = `content-length: ${Buffer.byteLength(body)}\r\n`;
  return `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}\r\n${lines.join('')}${length}connection: close\r\n\r\n${body}`;
}
