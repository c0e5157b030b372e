import { HttpRequest } from '@smithy/core/protocols';
import { ServiceFailure, sendSigned, signerOf } from '../aws/send-signed.ts';
import { type ContentRef, contentKey, type FileStore } from './store.ts';

/** PutObject or GetObject of S3: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export type ContentRequest =
  | { readonly method: 'PUT'; readonly ref: ContentRef; readonly content: Uint8Array }
  | { readonly method: 'GET'; readonly ref: ContentRef };

// S3 signs the path as it is sent.
const signer = signerOf('s3', { uriEscapePath: false });

/**
 * Sends one attempt.
 * @throws what the HTTP handler throws where no answer came, and ServiceFailure for an answer that is no success
 */
export async function requestContent(
  store: FileStore,
  request: ContentRequest,
  requestTimeout: number,
): Promise<Uint8Array> {
  const told = ['S3', request.method] as const;
  const { status, bytes } = await sendSigned(signer, httpRequest(store, request), { requestTimeout, told });
  if (status !== 200) throw refusal(status, bytes.toString());
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

/** By S3's own code, such as `SlowDown`: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
function refusal(status: number, answer: string): ServiceFailure {
  const code = /<Code>(\w+)<\/Code>/.exec(answer)?.[1] ?? 'StoreFailure';
  return new ServiceFailure(code, status, `the store of files answered ${status} ${code}`);
}
