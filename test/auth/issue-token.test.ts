import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { verifyOwnToken } from '../../shared/auth/verify-own-token.ts';

const request = {
  audience: 'test-audience',
  subject: 'ada',
  lifetime: 600,
  claims: { company: 'CEK1234567', sub: 'somebody else', exp: 1 },
  now: new Date(Date.now() - 1),
};

const decoded = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString());

/** The module anew: its client of KMS reads the endpoint once. */
async function issue(): Promise<string> {
  vi.resetModules();
  const { issueToken } = await import('../../shared/auth/issue-token.ts');
  return issueToken(request);
}

/** A KMS that answers with these bodies, one after the other, and keeps what it was asked. */
async function startKms(...answers: readonly ([status: number, body: object] | 'none')[]) {
  const asked: { target: unknown; body: unknown }[] = [];
  const server = createServer(async (message, response) => {
    asked.push({ target: message.headers['x-amz-target'], body: await json(message) });
    const answer = answers[asked.length - 1] ?? [500, {}];
    if (answer === 'none') return;
    const [status, body] = answer;
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('AWS_ENDPOINT_URL_KMS', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  onEnd = () => server.close() && server.closeAllConnections();
  return asked;
}

let onEnd = () => {};

afterEach(() => {
  onEnd();
  onEnd = () => {};
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

describe('an issued token', () => {
  it('says who, for whom, since when and until when, whatever the other claims say', async () => {
    const token = await issue();

    const iat = Math.floor(request.now.getTime() / 1000);
    const [header, payload] = token.split('.').map((part, index) => (index < 2 ? decoded(part) : part));
    expect(header).toEqual({ alg: 'RS256', typ: 'JWT' });
    expect(payload).toEqual({
      company: 'CEK1234567',
      iss: process.env.TOKEN_ISSUER,
      aud: 'test-audience',
      sub: 'ada',
      iat,
      exp: iat + 600,
      jti: expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/),
    });
    expect(await verifyOwnToken(token, 'test-audience')).toEqual(payload);
  });

  it('is never the same as another', async () => {
    const [first, second] = [await issue(), await issue()].map((token) => decoded(token.split('.')[1]));

    expect({ ...first, jti: undefined }).toEqual({ ...second, jti: undefined });
    expect(first.jti).not.toBe(second.jti);
  });

  it('is signed by KMS, which is asked for RS256 over header and claims', async () => {
    const Signature = Buffer.from('a signature?').toString('base64');
    const asked = await startKms([200, { Signature }]);

    const token = await issue();

    const content = token.slice(0, token.lastIndexOf('.'));
    expect(asked).toEqual([
      {
        target: 'TrentService.Sign',
        body: {
          KeyId: process.env.TOKEN_SIGNING_KEY,
          Message: Buffer.from(content).toString('base64'),
          MessageType: 'RAW',
          SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
        },
      },
    ]);
    expect(token).toBe(`${content}.${Buffer.from('a signature?').toString('base64url')}`);
  });

  it('is asked for again, three times in all, where KMS fails for a moment', async () => {
    const Signature = Buffer.from('signature').toString('base64');
    const fails: [number, object] = [500, { __type: 'KMSInternalException' }];
    const asked = await startKms(fails, fails, [200, { Signature }]);

    expect((await issue()).split('.')[2]).toBe(Buffer.from('signature').toString('base64url'));

    expect(asked).toHaveLength(3);
  });

  it('is none where KMS goes on failing', async () => {
    const fails: [number, object] = [500, { __type: 'KMSInternalException' }];
    const asked = await startKms(fails, fails, fails, fails);

    await expect(issue()).rejects.toMatchObject({ name: 'KMSInternalException' });

    expect(asked).toHaveLength(3);
  });

  it('is none where KMS does not answer in two seconds, three times', async () => {
    const asked = await startKms('none', 'none', 'none');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const start = Date.now();
    let failure: unknown;
    issue().catch((error) => {
      failure = error;
    });

    // The sockets are real and need real time: what is skipped is the long wait once an attempt has arrived.
    for (let arrived = 0; !failure; ) {
      if (asked.length > arrived) await vi.advanceTimersByTimeAsync(1_900);
      else await vi.advanceTimersByTimeAsync(10);
      arrived = asked.length;
      await delay(5);
    }

    expect(failure).toMatchObject({ name: 'TimeoutError' });
    expect(asked).toHaveLength(3);
    expect(Date.now() - start).toBeGreaterThanOrEqual(6_000);
    expect(Date.now() - start).toBeLessThan(10_000);
  });

  it('is none where KMS signs nothing', async () => {
    await startKms([200, {}]);

    await expect(issue()).rejects.toThrow('KMS signed nothing');
  });

  it.each(['TOKEN_ISSUER', 'TOKEN_SIGNING_KEY'])('is none without %s', async (name) => {
    vi.stubEnv(name, '');

    await expect(issue()).rejects.toThrow(`the environment variable ${name} is not set`);
  });
});
