import { createHash, createHmac } from 'node:crypto';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Sha256 } from '../../shared/dynamodb/sha256.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytesOf = (text: string) => new TextEncoder().encode(text);

async function digestOf(hash: Sha256, ...chunks: Uint8Array[]): Promise<string> {
  for (const chunk of chunks) hash.update(chunk);
  return hex(await hash.digest());
}

describe('Sha256', () => {
  it('is the hash of FIPS 180-2, appendix B.1', async () => {
    const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(await digestOf(new Sha256(), bytesOf('abc'))).toBe(expected);
    expect(await digestOf(new Sha256(''), bytesOf('a'), bytesOf('bc'))).toBe(expected);
  });

  it('is the HMAC of RFC 4231, section 4.3, for a secret in text and in bytes', async () => {
    const expected = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    const secret = bytesOf('Jefe');
    const within = bytesOf('..Jefe..').subarray(2, 6);
    for (const each of ['Jefe', secret, secret.buffer, within, new DataView(secret.buffer)]) {
      expect(await digestOf(new Sha256(each), bytesOf('what do ya want for nothing?'))).toBe(expected);
    }
  });

  it('keeps a secret apart from the one before it', async () => {
    const data = bytesOf('data');
    for (const secret of ['one', 'two', 'one', 'é', 'two']) {
      const expected = createHmac('sha256', secret).update(data).digest('hex');
      expect(await digestOf(new Sha256(secret), data)).toBe(expected);
      expect(await digestOf(new Sha256(bytesOf(secret)), data)).toBe(expected);
    }
  });

  it('may be read on the way, and begun anew', async () => {
    const hash = new Sha256();
    expect(await digestOf(hash, bytesOf('a'))).toBe(createHash('sha256').update('a').digest('hex'));
    expect(await digestOf(hash, bytesOf('b'))).toBe(createHash('sha256').update('ab').digest('hex'));
    hash.reset();
    expect(await digestOf(hash, bytesOf('c'))).toBe(createHash('sha256').update('c').digest('hex'));
  });

  it('is what Node makes of any secret and any data', async () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(bytes, fc.array(bytes), async (secret, chunks) => {
        const expected = createHmac('sha256', secret).update(Buffer.concat(chunks)).digest('hex');
        expect(await digestOf(new Sha256(secret), ...chunks)).toBe(expected);
        expect(await digestOf(new Sha256(secret), ...chunks)).toBe(expected);
      }),
    );
  });
});

describe("a client's signature", () => {
  interface Signable {
    readonly request: { readonly headers: Record<string, string> };
  }

  /** The Authorization header of a request that is not sent, made at a fixed time. */
  async function authorizationBy(
    options: { sha256?: typeof Sha256 },
    secretAccessKey: string,
  ): Promise<string> {
    const client = new DynamoDBClient({
      ...options,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey },
      systemClockOffset: Date.parse('2026-11-21T12:00:00Z') - Date.now(),
    });
    let authorization = '';
    const withoutRandomId = (next: (args: Signable) => unknown) => (args: Signable) => {
      delete args.request.headers['amz-sdk-invocation-id'];
      return next(args);
    };
    const beforeSigning = {
      relation: 'before',
      toMiddleware: 'httpSigningMiddleware',
      name: 'no-id',
    } as const;
    client.middlewareStack.addRelativeTo(withoutRandomId as never, beforeSigning);
    client.middlewareStack.add(
      () => async (args) => {
        ({ authorization = '' } = (args as unknown as Signable).request.headers);
        return { response: {}, output: { $metadata: {} } as never };
      },
      // After the signature, in the place of the request.
      { step: 'finalizeRequest', priority: 'low', name: 'not-sent' },
    );
    await client.send(new GetItemCommand({ TableName: 'table', Key: { pk: { S: 'é' } } }));
    return authorization;
  }

  it.each(['secret', 'another secret', 'secret'])(
    'is the same with Sha256 as without: %s',
    async (secret) => {
      const ours = await authorizationBy({ sha256: Sha256 }, secret);
      expect(ours).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20261121\/eu-central-1\/dynamodb\/aws4_request/,
      );
      expect(ours).toBe(await authorizationBy({}, secret));
    },
  );
});
