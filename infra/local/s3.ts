import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { makeDataDirectory, writeDataFile } from './data-files.ts';

export interface LocalS3 {
  /** Its path is a token: whoever does not know it gets nothing. A bucket's URL is this, a slash, and its name. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Where the local stack keeps what is in its buckets. */
export const bucketsDirectory = (dataDir: string): string => join(dataDir, 'files');

/**
 * The two actions of Amazon S3 that the functions use, PutObject and GetObject, over files on this machine: so they run as
 * they are deployed, with another FILES_URL as the only difference. It does not check signatures.
 * @param dataDir where objects are kept, a file for each; without it they live in memory
 */
export async function startLocalS3(dataDir?: string): Promise<LocalS3> {
  const token = randomBytes(16).toString('hex');
  const objects = dataDir ? onDisk(bucketsDirectory(dataDir)) : inMemory();
  const server = createServer(async (request, response) => {
    const content = await buffer(request).catch(() => undefined);
    if (content) respond(response, answerTo(request, content, token, objects));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    endpoint: `http://127.0.0.1:${port}/${token}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Objects by `<bucket>/<key>`. */
interface Objects {
  put(path: string, content: Buffer): void;
  get(path: string): Buffer | undefined;
}

function inMemory(): Objects {
  const objects = new Map<string, Buffer>();
  return {
    put: (path, content) => void objects.set(path, content),
    get: (path) => objects.get(path),
  };
}

const onDisk = (directory: string): Objects => ({
  put(path, content) {
    const file = join(directory, path);
    makeDataDirectory(dirname(file));
    writeDataFile(file, content);
  },
  get(path) {
    const file = join(directory, path);
    return existsSync(file) ? readFileSync(file) : undefined;
  },
});

interface S3Answer {
  readonly status: number;
  readonly body?: Buffer;
  /** S3's word for why not. */
  readonly code?: string;
}

/** A bucket and a key of three parts: what the functions ask for, and no way out of the directory. */
const PATH = /^\/([0-9a-f]+)\/([a-z0-9][a-z0-9.-]+(?:\/(?!\.{1,2}(?:\/|$))[\w.%~-]+){3})$/;

function answerTo(
  { method, url = '' }: IncomingMessage,
  content: Buffer,
  token: string,
  objects: Objects,
): S3Answer {
  const [, given, path] = PATH.exec(url) ?? [];
  if (given !== token || path === undefined) return { status: 403, code: 'AccessDenied' };
  try {
    if (method === 'PUT') {
      objects.put(path, content);
      return { status: 200 };
    }
    if (method !== 'GET') return { status: 405, code: 'MethodNotAllowed' };
    const body = objects.get(path);
    // Who may not list a bucket, as the functions may not, is not told either that there is no such object.
    return body ? { status: 200, body } : { status: 403, code: 'AccessDenied' };
  } catch {
    return { status: 500, code: 'InternalError' };
  }
}

function respond(response: ServerResponse, { status, body, code }: S3Answer): void {
  const type = code === undefined ? 'application/octet-stream' : 'application/xml';
  response.writeHead(status, { 'content-type': type });
  response.end(code === undefined ? body : `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
}
