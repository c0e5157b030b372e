import { connect } from 'node:net';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalKms, startLocalKms } from '../../infra/local/kms.ts';
import { makeSigningKey } from '../../infra/local/signing-key.ts';

let kms: LocalKms;

beforeAll(async () => {
  kms = await startLocalKms(makeSigningKey());
});

afterAll(() => kms.close());

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const client = (endpoint = kms.endpoint) =>
  new KMSClient({ endpoint, region: 'local', credentials, maxAttempts: 1 });

const signature = async (endpoint?: string) => {
  const Message = Buffer.from('content');
  const SigningAlgorithm = 'RSASSA_PKCS1_V1_5_SHA_256';
  const command = new SignCommand({ KeyId: 'alias/key', Message, MessageType: 'RAW', SigningAlgorithm });
  return (await client(endpoint).send(command)).Signature;
};

async function answer(body: string, path = new URL(kms.endpoint).pathname) {
  const headers = { 'x-amz-target': 'TrentService.Sign' };
  const response = await fetch(new URL(path, kms.endpoint), { method: 'POST', headers, body });
  return [response.status, await response.json()];
}

describe('the local KMS', () => {
  it('signs for who has its token', async () => {
    expect(await signature()).toHaveLength(256);
  });

  it('signs for nobody else', async () => {
    const { origin } = new URL(kms.endpoint);
    const denied = expect.objectContaining({ name: 'AccessDeniedException' });
    await expect(signature(origin)).rejects.toEqual(denied);
    await expect(signature(`${origin}/${'0'.repeat(32)}`)).rejects.toEqual(denied);
    expect(await answer('{"KeyId":"k","Message":"YQ=="}', '/')).toEqual([
      400,
      { __type: 'AccessDeniedException' },
    ]);
  });

  it('knows one action', async () => {
    await expect(client().send(new GetPublicKeyCommand({ KeyId: 'k' }))).rejects.toEqual(
      expect.objectContaining({ name: 'UnsupportedOperationException' }),
    );
  });

  it.each(['', '{', 'null', '[]', '42', '{"Message":1}', '\u0000'])('outlives the body %j', async (body) => {
    expect(await answer(body)).toEqual([400, { __type: 'SerializationException' }]);
  });

  it('outlives what is no HTTP, and a request that ends in the middle', async () => {
    for (const bytes of ['\u0001\u0002', `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{`]) {
      const socket = connect(Number(new URL(kms.endpoint).port), '127.0.0.1');
      await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
      socket.destroy();
    }
    expect(await signature()).toHaveLength(256);
  });
});
