import { randomUUID } from 'node:crypto';
import { KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { requiredVariable } from '../environment.ts';

const kms = new KMSClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
});

export interface TokenRequest {
  readonly audience: string;
  readonly subject: string;
  /** Seconds. */
  readonly lifetime: number;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly now: Date;
}

/** A JWT signed with RS256 by the KMS key TOKEN_SIGNING_KEY, whose private half never leaves KMS. */
export async function issueToken({
  audience,
  subject,
  lifetime,
  claims,
  now,
}: TokenRequest): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const payload = {
    ...claims,
    iss: requiredVariable('TOKEN_ISSUER'),
    aud: audience,
    sub: subject,
    iat: issuedAt,
    exp: issuedAt + lifetime,
    jti: randomUUID(),
  };
  const content = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(payload)}`;
  const { Signature } = await kms.send(
    new SignCommand({
      KeyId: requiredVariable('TOKEN_SIGNING_KEY'),
      Message: Buffer.from(content),
      MessageType: 'RAW',
      SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
    }),
  );
  if (!Signature) throw new Error('KMS signed nothing');
  return `${content}.${Buffer.from(Signature).toString('base64url')}`;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
