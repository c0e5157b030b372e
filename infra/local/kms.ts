import { sign } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { SigningKey } from './signing-key.ts';

export interface LocalKms {
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * The one action of AWS KMS that the functions use, Sign, over a key on this machine: so they run as they are deployed,
 * with AWS_ENDPOINT_URL_KMS as the only difference.
 */
export async function startLocalKms({ privateKey }: SigningKey): Promise<LocalKms> {
  const server = createServer(async (request, response) => {
    const { KeyId, Message } = JSON.parse(await text(request)) as { KeyId: string; Message: string };
    const known = request.headers['x-amz-target'] === 'TrentService.Sign';
    const answer = known
      ? {
          KeyId,
          Signature: sign('RSA-SHA256', Buffer.from(Message, 'base64'), privateKey).toString('base64'),
          SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
        }
      : { __type: 'UnsupportedOperationException' };
    response.writeHead(known ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
