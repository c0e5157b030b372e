import { SCOPES } from '../../../functions/beel/dialect/api-keys.ts';
import * as operator from '../../../functions/operator/dialect/api-keys.ts';
import { withStack } from '../../local/stack.ts';
import { STAGE_NAME } from '../../names.ts';
import { runWithOptions, Unclear } from '../command-line.ts';
import { companyChange, companyOptions } from './company-options.ts';
import {
  makeAmiliCredential,
  makeBeelCredential,
  makeEnkashCredential,
  makeOperatorCredential,
} from './make-credentials.ts';

import { onStage } from './on-stage.ts';
import { reachOf } from './operator-reach.ts';
import { adopt, revoke } from './stored-credentials.ts';
import { known, listed, matching } from './values.ts';

const USAGE = `usage: npm run --silent credentials -- <what> [--stage dev|staging|prod]
  enkash --company CEK… [--acts-for CEK…,…]
  amili --client 2218[,…]
  beel --company <uuid> [--scopes customers:read,…] [--mode test|live] [--name … --trade-name … --tax-id …
    --street … --number … --postal-code … --city … --province … --phone … --email …]
  operator --scopes read[,write] [--name …] [--vendors enkash,…] [--tenants amili:2218,beel:live:<uuid>,…]
  adopt <id> --company CEK…           an EnKash client of version 0.2.0, which has no company yet
  revoke <id> […]                     the ids that were printed when it was made

Lists take commas, and their option more than once. What --name to --email say of a BeeL company is kept with it: its
first key makes it, a sample where they say nothing, and later keys change only what they name.
`;

const ENKASH_COMPANY = /^CEK[A-Z0-9]{7}$/;

// The one line of JSON is the command's output; the functions' own log would stand before it.
process.env.LOG_LEVEL ??= 'error';
const text = { type: 'string' } as const;
const list = { type: 'string', multiple: true } as const;
const options = {
  company: text,
  'acts-for': list,
  client: list,
  scopes: list,
  vendors: list,
  tenants: list,
  mode: text,
  stage: text,
  ...companyOptions,
};
const COMMAND = { name: 'npm run credentials', usage: USAGE, options, allowPositionals: true };
await runWithOptions(COMMAND, async (values, positionals) => {
  const made =
    values.stage === undefined
      ? await withStack(() => administer(positionals, values))
      : await onStage(matching('--stage', values.stage, STAGE_NAME), () => administer(positionals, values));
  process.stdout.write(`${JSON.stringify(made)}\n`);
});

type Values = {
  readonly [option in keyof typeof options]?:
    | ((typeof options)[option] extends typeof list ? string[] : string)
    | undefined;
};

async function administer([what, ...ids]: string[], values: Values): Promise<unknown> {
  switch (what) {
    case 'enkash': {
      const company = matching('--company', values.company, ENKASH_COMPANY);
      return makeEnkashCredential(company, listed('--acts-for', values['acts-for'], ENKASH_COMPANY));
    }
    case 'amili': {
      const clients = listed('--client', values.client, /^[1-9]\d{0,14}$/);
      if (clients.length === 0) throw new Unclear('--client is missing');
      return makeAmiliCredential(clients.map(Number));
    }
    case 'beel': {
      const company = matching('--company', values.company, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
      const scopes = known('--scopes', values.scopes ?? [...SCOPES], SCOPES);
      const mode = matching('--mode', values.mode ?? 'live', /^(live|test)$/) as 'live' | 'test';
      const grant = { company: company.toLowerCase(), scopes, mode };
      return makeBeelCredential(grant, companyChange(grant.company, values));
    }
    case 'operator': {
      const scopes = known('--scopes', values.scopes, operator.SCOPES) as operator.Scope[];
      return makeOperatorCredential({ name: values.name ?? 'operator', scopes, ...reachOf(values) });
    }
    case 'adopt':
      return adopt(ids, matching('--company', values.company, ENKASH_COMPANY));
    case 'revoke':
      return revoke(ids);
    default:
      throw new Unclear(
        what === undefined ? 'credentials for what?' : `there are no credentials for ${what}`,
      );
  }
}
