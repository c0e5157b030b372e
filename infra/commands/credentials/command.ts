import { SCOPES } from '../../../functions/beel/dialect/api-keys.ts';
import { revokeCredential } from '../../../shared/auth/credential-store.ts';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import { withStack } from '../../local/stack.ts';
import { STAGE_NAME } from '../../names.ts';
import { StartupError } from '../../startup-error.ts';
import { runWithOptions } from '../command-line.ts';
import { makeAmiliCredential, makeBeelCredential, makeEnkashCredential } from './make-credentials.ts';
import { onStage } from './on-stage.ts';

const NAME = 'npm run credentials';

const USAGE = `usage: npm run --silent credentials -- <what> [--stage dev|staging|prod]
  enkash --company CEK… [--acts-for CEK…,…]
  amili --client 2218[,…]
  beel --company <uuid> [--scopes customers:read,…] [--mode test|live]
  revoke <id> […]                     the ids that were printed when it was made`;

/** Companies or clients of one credential: their token must fit into a request header. */
const MOST_TENANTS = 100;

// The one line of JSON is the command's output; the functions' own log would stand before it.
process.env.LOG_LEVEL ??= 'error';
const text = { type: 'string' } as const;
const options = { company: text, 'acts-for': text, client: text, scopes: text, mode: text, stage: text };
await runWithOptions(
  { name: NAME, usage: USAGE, options, allowPositionals: true },
  async (values, positionals) => {
    const made =
      values.stage === undefined
        ? await withStack(() => administer(positionals, values))
        : await onStage(matching('--stage', values.stage, STAGE_NAME), () => administer(positionals, values));
    process.stdout.write(`${JSON.stringify(made)}\n`);
  },
);

type Values = { readonly [option in keyof typeof options]?: string | undefined };

async function administer([what, ...ids]: string[], values: Values): Promise<unknown> {
  switch (what) {
    case 'enkash': {
      const company = matching('--company', values.company, /^CEK[A-Z0-9]{7}$/);
      const actsFor = list('--acts-for', values['acts-for'], /^CEK[A-Z0-9]{7}$/);
      return makeEnkashCredential(company, actsFor);
    }
    case 'amili': {
      const clients = list('--client', values.client ?? '', /^[1-9]\d{0,14}$/);
      if (clients.length === 0) throw new StartupError(`--client is missing: ${NAME} -- --help`);
      return makeAmiliCredential(clients.map(Number));
    }
    case 'beel': {
      const company = matching('--company', values.company, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
      const scopes = list('--scopes', values.scopes ?? SCOPES.join(','), /^\w+:\w+$/);
      const mode = matching('--mode', values.mode ?? 'live', /^(live|test)$/) as 'live' | 'test';
      return makeBeelCredential({ company: company.toLowerCase(), scopes, mode });
    }
    case 'revoke':
      return revoke(ids);
    default:
      throw new StartupError(
        what ? `there are no credentials of ${what}: ${NAME} -- --help` : `whose? ${NAME} -- --help`,
      );
  }
}

async function revoke(ids: readonly string[]): Promise<{ revoked: readonly string[] }> {
  if (ids.length === 0) throw new StartupError(`revoke what? ${NAME} -- --help`);
  for (const id of ids) {
    try {
      await revokeCredential(credentials(), id, new Date());
    } catch (error) {
      if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
      throw new StartupError(`there is no credential ${id}`);
    }
  }
  return { revoked: ids };
}

function matching(option: string, value: string | undefined, pattern: RegExp): string {
  if (value === undefined) throw new StartupError(`${option} is missing: ${NAME} -- --help`);
  if (!pattern.test(value)) throw new StartupError(`${option} ${value} does not match ${pattern}`);
  return value;
}

function list(option: string, value: string | undefined, pattern: RegExp): string[] {
  const entries = (value ?? '').split(',').filter((entry) => entry !== '');
  if (entries.length > MOST_TENANTS)
    throw new StartupError(`${option} takes at most ${MOST_TENANTS} entries`);
  return entries.map((entry) => matching(option, entry, pattern));
}
