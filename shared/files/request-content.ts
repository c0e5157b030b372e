import type { IncomingMessage } from 'node:http';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { documentClient } from '../dynamodb/client.ts';
import { collectBytes } from '../dynamodb/collect-answer.ts';
import { isLogged, log } from '../log.ts';
import { type ContentRef, contentKey, type FileStore } from './store.ts';

/** PutObject or GetObject of S3: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export type ContentRequest =
  | { readonly method: 'PUT'; readonly ref: ContentRef; readonly content: Uint8Array }
  | { readonly method: 'GET'; readonly ref: ContentRef };

/**
 * Two plain requests need no client of S3: bundled it is 290 KB, as much as all the rest of a function. Signer, HTTP
 * handler and credentials are those of the SDK that the functions carry for DynamoDB.
 */
const { config } = documentClient;

const signer = new SignatureV4({
  service: 's3',
  region: config.region,
  credentials: config.credentials,
  sha256: config.sha256,
  // S3 signs the path as it is sent.
  uriEscapePath: false,
});

/**
 * Sends one attempt.
 * @throws what the HTTP handler throws where no answer came, and StoreFailure for an answer that is no success, in the
 * form that classifyFailure knows
 */
export async function requestContent(
  store: FileStore,
  request: ContentRequest,
  requestTimeout: number,
): Promise<Uint8Array> {
  const since = performance.now();
  const told = (outcome: string) => {
    if (!isLogged('debug')) return;
    const durationMs = Math.round(performance.now() - since);
    log('debug', 'S3', { action: request.method, durationMs, outcome });
  };
  try {
    const bytes = await answerTo(store, request, requestTimeout);
    told('done');
    return bytes;
  } catch (error) {
    told((error as Error).name);
    throw error;
  }
}

async function answerTo(store: FileStore, request: ContentRequest, requestTimeout: number): Promise<Buffer> {
  const signed = (await signer.sign(httpRequest(store, request))) as HttpRequest;
  const { response } = await config.requestHandler.handle(signed, { requestTimeout });
  const bytes = await collectBytes(response.body as IncomingMessage);
  if (response.statusCode !== 200) throw new StoreFailure(response.statusCode, bytes.toString());
  return bytes;
}

function httpRequest({ url }: FileStore, request: ContentRequest): HttpRequest {
  const { protocol, hostname, port, host, pathname } = new URL(url);
  const { method, ref } = request;
  const path = `${pathname.replace(/\/$/, '')}/${contentKey(ref).split('/').map(encodeURIComponent).join('/')}`;
  const body = method === 'PUT' ? request.content : undefined;
  return new HttpRequest({
    ...{ protocol, hostname, method, path },
    ...(port && { port: Number(port) }),
    headers: { host, ...(body && { 'content-length': String(body.byteLength) }) },
    ...(body && { body }),
  });
}

/** What S3 refused, by its own code, such as `SlowDown`: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export class StoreFailure extends Error {
  override readonly name: string;
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(httpStatusCode: number, answer: string) {
    const code = /<Code>(\w+)<\/Code>/.exec(answer)?.[1] ?? 'StoreFailure';
    super(`the store of files answered ${httpStatusCode} ${code}`);
    this.name = code;
    this.$metadata = { httpStatusCode };
  }
}
