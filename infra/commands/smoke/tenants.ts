import { randomInt, randomUUID } from 'node:crypto';
import { SCOPES } from '../../../functions/beel/dialect/api-keys.ts';
import { SCOPES as operatorScopes } from '../../../functions/operator/dialect/api-keys.ts';
import { revokeCredential } from '../../../shared/auth/credential-store.ts';
import { now } from '../../../shared/clock.ts';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import {
  type AmiliCredential,
  type BeelCredential,
  type EnkashCredential,
  type MadeCredential,
  makeAmiliCredential,
  makeBeelCredential,
  makeEnkashCredential,
  makeOperatorCredential,
  type OperatorCredential,
} from '../credentials/make-credentials.ts';

/** Of each vendor a tenant that nobody else has, and a stranger to it. */
export interface Tenants {
  readonly enkash: EnkashCredential;
  readonly enkashStranger: EnkashCredential;
  readonly amili: AmiliCredential;
  readonly amiliStranger: AmiliCredential;
  readonly beel: BeelCredential;
  readonly beelStranger: BeelCredential;
  /** A key for the EnKash company alone. */
  readonly operator: OperatorCredential;
}

/** Runs `use` with tenants made for it, and revokes their credentials however it ends. */
export async function withTenants<Result>(use: (tenants: Tenants) => Promise<Result>): Promise<Result> {
  const made: MadeCredential[] = [];
  const keep = async <Credential extends MadeCredential>(credential: Promise<Credential>) => {
    made.push(await credential);
    return credential;
  };
  try {
    const enkash = await keep(makeEnkashCredential(newCompany(), []));
    const tenants = [`enkash:${enkash.companyId}`];
    return await use({
      enkash,
      operator: await keep(makeOperatorCredential({ name: 'smoke', scopes: operatorScopes, tenants })),
      enkashStranger: await keep(makeEnkashCredential(newCompany(), [])),
      amili: await keep(makeAmiliCredential([newClient()])),
      amiliStranger: await keep(makeAmiliCredential([newClient()])),
      beel: await keep(makeBeelCredential(newKey())),
      beelStranger: await keep(makeBeelCredential(newKey())),
    });
  } finally {
    for (const id of made.flatMap(({ ids }) => ids)) await revokeCredential(credentials(), id, now());
  }
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

const newCompany = (): string =>
  `CEK${Array.from({ length: 7 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;

/** Far above the numbers that people give. */
const newClient = (): number => randomInt(10 ** 14, 10 ** 14 + 2 ** 40);

const newKey = () => ({ company: randomUUID(), mode: 'test' as const, scopes: SCOPES });
