import { randomBytes, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { SigningKey } from './signing-key.ts';

export interface LocalKms {
  /** Its path is a token: whoever does not know it gets nothing signed. The functions get it in AWS_ENDPOINT_URL_KMS. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * The one action of AWS KMS that the functions use, Sign, over a key on this machine: so they run as they are deployed,
 * with AWS_ENDPOINT_URL_KMS as the only difference.
 */
export async function startLocalKms({ privateKey }: SigningKey): Promise<LocalKms> {
  const token = randomBytes(16).toString('hex');
  const server = createServer(async (request, response) => {
    const { status, body } = await answerTo(request, token, (message) =>
      sign('RSA-SHA256', message, privateKey),
    );
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(body));
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

interface KmsAnswer {
  readonly status: number;
  readonly body: unknown;
}

async function answerTo(
  request: IncomingMessage,
  token: string,
  signed: (message: Buffer) => Buffer,
): Promise<KmsAnswer> {
  const refused = (__type: string): KmsAnswer => ({ status: 400, body: { __type } });
  const content = await text(request).catch(() => '');
  if (request.url?.split('/')[1] !== token) return refused('AccessDeniedException');
  if (request.headers['x-amz-target'] !== 'TrentService.Sign')
    return refused('UnsupportedOperationException');
  const { KeyId, Message } = parsed(content);
  if (typeof Message !== 'string') return refused('SerializationException');
  const Signature = signed(Buffer.from(Message, 'base64')).toString('base64');
  return { status: 200, body: { KeyId, Signature, SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256' } };
}

/** The members of a JSON object, none where the text is none. */
function parsed(content: string): { KeyId?: unknown; Message?: unknown } {
  try {
    return Object(JSON.parse(content));
  } catch {
    return {};
  }
}
