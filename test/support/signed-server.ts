import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly content: Buffer;
  /** Whether the signature is that of the whole request. */
  readonly isSigned: boolean;
}

/**
 * A server that looks at signatures, as AWS does, and answers what it is told to.
 * @param service whose signatures are good
 */
export async function startSignedServer(
  answer: (received: Received, response: ServerResponse, request: IncomingMessage) => void,
  service = 's3',
) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const content = await buffer(request);
    const { method = '', url: path = '' } = request;
    const one = { method, path, content, isSigned: isSigned(request, content, service) };
    received.push(one);
    answer(one, response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
function isSigned({ method, url, headers }: IncomingMessage, content: Buffer, service: string): boolean {
  const [, scope = '', names = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  const signed = names.split(';').map((name) => `${name}:${headers[name]}\n`);
  const canonical = [method, url, '', signed.join(''), names, sha256(content)].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const secret = `AWS4${process.env.AWS_SECRET_ACCESS_KEY}`;
  const key = scope.split('/').reduce<string | Buffer>((key, part) => hmac(key, part), secret);
  return (
    names.split(';').includes('host') &&
    headers['x-amz-content-sha256'] === sha256(content) &&
    scope.endsWith(`/${service}/aws4_request`) &&
    signature === hmac(key, toSign).toString('hex')
  );
}
