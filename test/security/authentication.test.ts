import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '../../functions/beel/dialect/api-keys.ts';
import { ANY_KEY } from '../../functions/beel/dialect/caller.ts';
import {
  SCOPES as OPERATOR_SCOPES,
  type Scope as OperatorScope,
} from '../../functions/operator/dialect/api-keys.ts';
import { issueToken } from '../../shared/auth/issue-token.ts';
import { beelAuthorization, operatorAuthorization } from '../support/credentials.ts';
import {
  amiliFailure,
  beelCanonicalFailure,
  beelFailure,
  enkashFailure,
  isCanonical,
  problem,
} from '../support/envelopes.ts';
import { fixtureRequest, guarded, sendRequest, testSeeds, vendorOf } from '../support/fixture-requests.ts';
import { useOwnTables } from '../support/own-tables.ts';
import { type State, storedState } from '../support/stored-state.ts';

const names = guarded.map((module) => module.operation.name);
const moduleOf = (name: string) => guarded.find(({ operation }) => operation.name === name)!;

const EXPIRED = { now: new Date(Date.now() - 7_200_000), lifetime: 3_600 };

/** Claims that would let a caller in, were the token good. */
async function claimsOf(
  vendor: string,
): Promise<{ audience: string; subject: string; claims: Record<string, unknown> }> {
  const { enkash, amili } = await testSeeds();
  return vendor === 'enkash'
    ? {
        audience: 'enkash',
        subject: enkash.username,
        claims: { use: 'access', company: enkash.companyId, companies: [enkash.companyId] },
      }
    : { audience: 'amili', subject: amili.clientId, claims: { clients: amili.clientNos } };
}

const outsider = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const publicKey = () => Buffer.from(process.env.TOKEN_PUBLIC_KEY as string, 'base64');

/** A token with the right claims, signed by somebody else's key or in another way. */
async function forged(
  vendor: string,
  alg: 'RS256' | 'RS512' | 'HS256',
  key: Parameters<SignJWT['sign']>[0],
): Promise<string> {
  const { audience, subject, claims } = await claimsOf(vendor);
  return new SignJWT(claims)
    .setProtectedHeader({ alg, typ: 'JWT' })
    .setIssuer(process.env.TOKEN_ISSUER as string)
    .setAudience(audience)
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(key);
}

async function unsigned(vendor: string): Promise<string> {
  const [, payload] = (await forged(vendor, 'RS256', outsider)).split('.');
  return `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload}.`;
}

async function tampered(vendor: string): Promise<string> {
  const good = await issueToken({ ...(await claimsOf(vendor)), lifetime: 600, now: new Date() });
  const [header, , signature] = good.split('.');
  const { claims, ...rest } = await claimsOf(vendor);
  const more = { ...claims, ...rest, companies: ['CEK0000000'], clients: [1], exp: 4_102_444_800 };
  return `${header}.${Buffer.from(JSON.stringify(more)).toString('base64url')}.${signature}`;
}

async function fromAnotherIssuer(vendor: string): Promise<string> {
  const issuer = process.env.TOKEN_ISSUER;
  process.env.TOKEN_ISSUER = 'somebody-else';
  try {
    return await issueToken({ ...(await claimsOf(vendor)), lifetime: 600, now: new Date() });
  } finally {
    process.env.TOKEN_ISSUER = issuer;
  }
}

/** What must be refused in the place of a JWT, by what is wrong with it. */
const badTokens: Record<string, (vendor: string) => Promise<string | undefined>> = {
  'no Authorization header': async () => undefined,
  'an empty Authorization header': async () => '',
  'another scheme': async () => 'Basic YTpi',
  'a scheme without a token': async () => 'Bearer',
  'a word that is no token': async () => 'Bearer nonsense',
  'three words that are no token': async () => 'Bearer a.b.c',
  'an expired token': async (vendor) =>
    `Bearer ${await issueToken({ ...(await claimsOf(vendor)), ...EXPIRED })}`,
  'alg none': async (vendor) => `Bearer ${await unsigned(vendor)}`,
  'HS256 with the public key as secret': async (vendor) =>
    `Bearer ${await forged(vendor, 'HS256', publicKey())}`,
  'RS256 by an unknown key': async (vendor) => `Bearer ${await forged(vendor, 'RS256', outsider)}`,
  'RS512 by an unknown key': async (vendor) => `Bearer ${await forged(vendor, 'RS512', outsider)}`,
  'claims changed after signing': async (vendor) => `Bearer ${await tampered(vendor)}`,
  'another issuer': async (vendor) => `Bearer ${await fromAnotherIssuer(vendor)}`,
  'a key of the operator': () => operatorAuthorization(),
  'a token of the other dialect': async (vendor) => {
    const other = await claimsOf(vendor === 'enkash' ? 'amili' : 'enkash');
    return `Bearer ${await issueToken({ ...other, lifetime: 600, now: new Date() })}`;
  },
  'a token without expiry': async (vendor) => {
    const { audience, subject, claims } = await claimsOf(vendor);
    const eternal = { audience, subject, claims, lifetime: Number.NaN, now: new Date() };
    return `Bearer ${await issueToken(eternal)}`;
  },
};

/** What must be refused in the place of an API key. */
const badKeys: Record<string, () => Promise<string | undefined>> = {
  'no Authorization header': async () => undefined,
  'another scheme': async () => 'Basic YTpi',
  'a scheme without a key': async () => 'Bearer',
  'a word that is no key': async () => 'Bearer nonsense',
  'a key of no environment': async () => `Bearer beel_sk_${'a'.repeat(32)}`,
  'an unknown key': async () => `Bearer beel_sk_live_${'a'.repeat(32)}`,
  'a revoked key': () => beelAuthorization({ revokedAt: '2026-01-01T00:00:00.000Z' }),
  'an expired key': () => beelAuthorization({ validUntil: '2026-01-01T00:00:00.000Z' }),
  'a key of the operator': () => operatorAuthorization(),
};

/** What must be refused in the place of a key of the operator. */
const badOperatorKeys: Record<string, () => Promise<string | undefined>> = {
  'no Authorization header': async () => undefined,
  'another scheme': async () => 'Basic YTpi',
  'a scheme without a key': async () => 'Bearer',
  'a word that is no key': async () => 'Bearer nonsense',
  'an unknown key': async () => `Bearer offboard_operator_${'a'.repeat(32)}`,
  'a revoked key': () => operatorAuthorization({ revokedAt: '2026-01-01T00:00:00.000Z' }),
  'an expired key': () => operatorAuthorization({ validUntil: '2026-01-01T00:00:00.000Z' }),
  'a token of EnKash': async () => (await testSeeds()).enkash.authorization,
  'a token of Amili': async () => (await testSeeds()).amili.authorization,
  'a key of BeeL': async () => (await testSeeds()).beel.authorization,
};

let seeded: State;

beforeAll(async () => {
  await useOwnTables();
  await testSeeds();
  seeded = await storedState();
});

/** The whole body of a 401. */
function unauthorized(vendor: string, url: string): unknown {
  switch (vendor) {
    case 'enkash':
      return enkashFailure(401, 'UNAUTHORIZED', 'a valid access token is required');
    case 'amili': {
      const [, clientNo] = /^\/clients\/(\d+)/.exec(url) ?? [];
      const [, customerNo] = /\/customers\/(?!batches)(\w+)/.exec(url) ?? [];
      const [, documentNo] = /\/documents\/(?!batches)(\w+)/.exec(url) ?? [];
      const [, arItemId] = /\/aritems\/(\d+)/.exec(url) ?? [];
      const numbers = {
        ...(clientNo && { clientNo: Number(clientNo) }),
        ...(customerNo && { customerNo }),
        ...(documentNo && { documentNo }),
        ...(arItemId && { arItemId: Number(arItemId) }),
      };
      return amiliFailure('UNAUTHORIZED', 'A valid access token is required', numbers);
    }
    case 'operator': {
      const path = url.replace(/\?.*/, '');
      return problem(401, 'unauthenticated', 'No valid key', 'a valid access token is required', path);
    }
    default: {
      if (!isCanonical(url)) return beelFailure('UNAUTHORIZED', 'Authentication required');
      const message = 'Authentication is required to access this resource';
      return beelCanonicalFailure('UNAUTHORIZED', message, url.replace(/\?.*/, '').slice('/api'.length));
    }
  }
}

describe.each(names)('%s', (name) => {
  const module = moduleOf(name);
  const vendor = vendorOf(module);
  const bad = { beel: badKeys, operator: badOperatorKeys }[vendor] ?? badTokens;

  it.each(Object.keys(bad))('answers 401 to %s', async (what) => {
    const request = await fixtureRequest(module);

    const answer = await sendRequest(request, { authorization: await bad[what]!(vendor) });

    expect(answer.body).toEqual(unauthorized(vendor, request.url));
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
  });

  if (vendor === 'operator') {
    it('answers 403 to a key that has every scope but the one it needs', async () => {
      const request = await fixtureRequest(module);
      const scope = module.operation.access as OperatorScope;
      const scopes = OPERATOR_SCOPES.filter((other) => other !== scope);

      const answer = await sendRequest(request, { authorization: await operatorAuthorization({ scopes }) });

      const path = request.url.replace(/\?.*/, '');
      const detail = `the key lacks the scope ${scope}`;
      expect(answer.body).toEqual(problem(403, 'insufficient-scope', 'Insufficient scope', detail, path));
      expect(answer.status).toBe(403);
    });
  }

  if (vendor === 'beel' && module.operation.access !== ANY_KEY) {
    it('answers 403 to a key that has every scope but the one it needs', async () => {
      const request = await fixtureRequest(module);
      const scope = module.operation.access as string;
      const { company } = (await testSeeds()).beel;
      const authorization = await beelAuthorization({
        company,
        scopes: SCOPES.filter((other) => other !== scope),
      });

      const answer = await sendRequest(request, { authorization });

      const details = { missing_scopes: scope, required_scopes: scope };
      const failure = [`INSUFFICIENT_SCOPE`, `The API key lacks the scope ${scope}`] as const;
      const instance = request.url.replace(/\?.*/, '').slice('/api'.length);
      expect(answer.body).toEqual(
        isCanonical(request.url)
          ? beelCanonicalFailure(...failure, instance, details)
          : beelFailure(...failure, details),
      );
      expect(answer.status).toBe(403);
    });
  }

  it('has written nothing for any of them', async () => {
    expect(await storedState()).toEqual(seeded);
  });
});

describe('the table of operations', () => {
  it('leaves only this one open to a key without scopes', () => {
    const open = guarded.map(({ operation }) => operation).filter(({ access }) => access === ANY_KEY);
    expect(open.map(({ route }) => route)).toEqual(['GET /api/v1/me/identity']);
  });

  it('leaves only these open to all', async () => {
    const { operations } = await import('../../functions/operations.ts');
    const open = operations.map(({ operation }) => operation).filter(({ access }) => access === 'public');
    expect(open.map(({ route }) => route)).toEqual(['POST /oauth/token', 'POST /token', 'GET /health']);
  });
});
