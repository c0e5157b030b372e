import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { operations, REJECT_UNROUTED } from '../../functions/operations.ts';
import {
  applyBatches,
  publishPages,
  readPublicKey,
  streamWorkers,
  workers,
} from '../../functions/workers.ts';
import { type Bundles, bundleFunctions } from '../../infra/functions/bundle.ts';
import { functionEnvironment } from '../../infra/functions/environment.ts';
import { LOCAL_RESTORATION_DAYS } from '../../infra/functions/settings.ts';
import { filledFixture } from '../../infra/local/fixtures.ts';
import { callOperation } from '../../infra/local/operation-events.ts';
import { readOrMakeSeeds, type Seeds } from '../../infra/local/seeds.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import type { HttpEvent } from '../../shared/http/dialect.ts';
import type { BatchItem } from '../../shared/receivables/batches/batch.ts';
import { type Batch, readBatch } from '../../shared/receivables/batches/read.ts';
import { newDirectory } from '../support/directories.ts';
import { beelSuccess } from '../support/envelopes.ts';
import { runBundle } from './function-process.ts';
import { type IamGate, openIamGate } from './iam-gate.ts';

const readsFiles: readonly string[] = operations
  .filter(({ operation: { bodyType } }) => typeof bodyType === 'object')
  .map(({ operation }) => operation.name);
const names = [
  ...operations.map(({ operation }) => operation.name),
  REJECT_UNROUTED,
  ...workers.map(({ name }) => name),
];
/** Seeds of this file's own. What an operation deletes is made anew before the next one. */
const seedsDirectory = newDirectory();
let seeds: Seeds | undefined;

/** What Lambda itself gives a function. */
const AWS = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

/** Outside of the project: nothing here can be found in its node_modules. */
let bundles: Bundles;
let gate: IamGate | undefined;

beforeAll(async () => {
  bundles = await bundleFunctions(newDirectory());
});

afterEach(() => gate?.close());

const fileOf = (name: string) => join(bundles.directory, name, 'index.cjs');

describe('the bundle of each operation', () => {
  it.each(operations.map(({ operation }) => operation))(
    '$name runs alone, with the environment and the permissions of its grants',
    async ({ name, grants, deletes }) => {
      seeds ??= await readOrMakeSeeds(seedsDirectory);
      const event = filledFixture(`events/${name}.json`, seeds);
      gate = await openIamGate(process.env.AWS_ENDPOINT_URL_DYNAMODB as string, grants);

      if (deletes) {
        const asking = { ...event, headers: { ...event.headers, 'offboard-dry-run': 'true' } };
        const dry = await runBundle(fileOf(name), environmentOf(grants, gate), asking);
        expect(dry.response.statusCode, dry.response.body).toBe(200);
      }
      const { response, packages } = await runBundle(fileOf(name), environmentOf(grants, gate), event);

      expect(response.statusCode, response.body).toSatisfy(isSuccess);
      const wholeBody = WHOLE_BODIES[name];
      if (wholeBody) expect(JSON.parse(response.body!)).toEqual(wholeBody(seeds));
      if (/\/(delete|deactivate|issue|void|set)-/.test(name)) seeds = undefined;
      // With credentials in the environment the SDK looks for no others.
      expect(packages).toEqual([]);
    },
  );

  it('refuses what the grants do not name, so that a missing grant is seen', async () => {
    const { operation } = operations.find(
      ({ operation }) => operation.name === 'enkash/customers/delete-customer',
    )!;
    seeds ??= await readOrMakeSeeds(seedsDirectory);
    const event = filledFixture(`events/${operation.name}.json`, seeds);
    const grants = { receivables: ['GetItem'], tokenKey: 'verify' } as const;
    gate = await openIamGate(process.env.AWS_ENDPOINT_URL_DYNAMODB as string, grants);

    const { response } = await runBundle(fileOf(operation.name), environmentOf(grants, gate), event);

    expect(response.statusCode).toBe(500);
  });
});

function environmentOf(grants: Parameters<typeof functionEnvironment>[0], { endpoint, filesUrl }: IamGate) {
  const { STAGE, TOKEN_PUBLIC_KEY, AWS_ENDPOINT_URL_KMS } = process.env as Record<string, string>;
  const settings = {
    stage: STAGE as string,
    publicKey: TOKEN_PUBLIC_KEY as string,
    filesUrl,
    historyDays: 30,
    restorationDays: LOCAL_RESTORATION_DAYS,
  };
  return {
    ...AWS,
    ...functionEnvironment(grants, settings),
    LOG_LEVEL: 'error',
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_KMS: AWS_ENDPOINT_URL_KMS as string,
  };
}

const WHOLE_BODIES: Readonly<Record<string, (seeds: Seeds) => unknown>> = {
  'enkash/customers/delete-customer': ({ enkash }) => ({
    payload: enkash.customerId,
    response_code: 0,
    response_message: 'Customer deleted',
  }),
  'amili/customers/delete-customer': ({ amili }) => ({
    status: 'PROCESSED',
    result: 'DELETED',
    message: 'Customer deleted',
    clientNo: 2218,
    accountNo: expect.any(Number),
    customerNo: amili.customerNo,
  }),
  'beel-flat/customers/deactivate-customer': () =>
    beelSuccess({ message: 'Customer deactivated successfully' }),
  'operator/documents/get-document': () => JSON.parse(readFileSync('functions/enkash/openapi.json', 'utf8')),
};

const isSuccess = (status: number) => status >= 200 && status < 300;

describe('the other bundles', () => {
  it('service/unrouted/reject-unrouted answers in the envelope of the vendor whose path it is', async () => {
    const event = {
      rawPath: '/api/v0/customer/KC1',
      headers: { 'x-amzn-trace-id': 'Root=1-5759e988-bd862e3fe1be46a994272793' },
      requestContext: { http: { method: 'POST' } },
    } as unknown as HttpEvent;

    const { response, packages } = await runBundle(fileOf(REJECT_UNROUTED), AWS, event);

    expect(response.statusCode).toBe(405);
    expect(response.headers).toMatchObject({ allow: 'PATCH, DELETE' });
    expect(JSON.parse(response.body!)).toMatchObject({
      errorResponse: { requestId: '5759e988bd862e3fe1be46a994272793' },
      response_code: 405,
    });
    expect(packages).toEqual([]);
  });

  it.each([readPublicKey.name, publishPages.name])('%s can be imported alone', async (name) => {
    expect(await runBundle(fileOf(name), AWS)).toEqual({ packages: [] });
  });

  it.each(streamWorkers.map(({ name, grants }) => ({ name, grants })))(
    '$name runs alone, and has nothing to do without records',
    async ({ name, grants }) => {
      gate = await openIamGate(process.env.AWS_ENDPOINT_URL_DYNAMODB as string, grants);

      const ran = await runBundle(fileOf(name), environmentOf(grants, gate), { Records: [] });

      expect(ran).toEqual({ response: { batchItemFailures: [] }, packages: [] });
    },
  );
});

it.each([
  [
    'POST',
    'customers',
    ({ amili }: Seeds) => [{ customerNo: amili.customerNo }, { customerNo: randomUUID(), name: 'N' }],
  ],
  ['PUT', 'customers', ({ amili }: Seeds) => [{ customerNo: amili.customerNo }]],
  [
    'POST',
    'documents',
    ({ amili }: Seeds) => [
      {
        ...{ documentType: 'IN', documentNo: randomUUID(), customerNo: amili.linkedCustomerNo, kid: '1' },
        ...{
          currencyAmounts: { inclVat: 125, vat: 25 },
          additionalReference: 'R',
          subCustomerNo: amili.customerNo,
        },
      },
    ],
  ],
] as const)('workers/apply-batches may %s %s', async (method, entity, rowsOf) => {
  seeds ??= await readOrMakeSeeds(seedsDirectory);
  const { grants, name } = applyBatches;
  gate = await openIamGate(process.env.AWS_ENDPOINT_URL_DYNAMODB as string, grants);
  const path = { clientno: String(seeds.amili.clientNos[0]) };
  const headers = { authorization: seeds.amili.authorization };
  const rows = rowsOf(seeds);
  const { batchUuid } = await callOperation<{ batchUuid: string }>(
    `${method} /clients/{clientno}/${entity}/batches`,
    { path, headers, json: { [entity]: rows } },
  );
  const tenant = { vendor: 'amili', tenant: path.clientno };
  const read = () => readBatch(receivables(), tenant, batchUuid, new Date());
  const { batch } = (await read()) as Batch;

  const ran = await runBundle(fileOf(name), environmentOf(grants, gate), { Records: [recordOf(batch)] });

  expect(ran).toEqual({ response: { batchItemFailures: [] }, packages: [] });
  expect((await read())?.outcomes.map(({ failed }) => failed)).toEqual(rows.map(() => false));
});

/** What the stream tells of a batch that was stored. */
const recordOf = (batch: BatchItem): DynamoDBRecord => ({
  eventID: randomUUID(),
  eventName: 'INSERT',
  dynamodb: {
    Keys: { pk: { S: batch.pk }, sk: { S: batch.sk } },
    NewImage: marshall(batch) as NonNullable<DynamoDBRecord['dynamodb']>['NewImage'],
    SequenceNumber: '1',
  },
});

describe('every bundle', () => {
  /** Who reads files brings parsers of forms and of CSV, and one all that the dialects say of themselves. */
  const large = [...readsFiles, 'operator/documents/get-document'];
  const mostBytes = (name: string) => (large.includes(name) ? 400_000 : 350_000);

  it('is there, and is small: what a cold start reads', () => {
    const sizes = Object.entries(bundles.metafile.outputs).map(([file, { bytes, entryPoint }]) => {
      expect(file).toMatch(new RegExp(`/${entryPoint!.replace('handler-of:', '')}/index\\.cjs$`));
      return [entryPoint!.replace('handler-of:', ''), bytes] as const;
    });
    expect(sizes.map(([name]) => name).sort()).toEqual([...names].sort());
    for (const [name, bytes] of sizes) expect([name, bytes < mostBytes(name)]).toEqual([name, true]);
  });

  it('names no package but those that the SDK loads without credentials, and for operations that stream', () => {
    for (const { imports } of Object.values(bundles.metafile.outputs)) {
      for (const { path } of imports.filter(({ path }) => !isBuiltin(path))) {
        expect(path).toMatch(/^@(aws-sdk|smithy)\/(credential-provider-|core\/event-streams$)/);
      }
    }
  });

  it('carries no documentation, and no schema that it does not check with', () => {
    for (const { operation, documentation } of operations) {
      const code = readFileSync(fileOf(operation.name), 'utf8');
      expect([operation.name, code.includes(documentation().summary)]).toEqual([operation.name, false]);
      const sources = sourcesOf(operation.name);
      expect([
        operation.name,
        sources.filter((file) => /-response\.ts$|\/api(-fields)?\.ts$/.test(file)),
      ]).toEqual([operation.name, []]);
      if (!operation.body)
        expect([operation.name, sources.filter((file) => file.endsWith('-request.ts'))]).toEqual([
          operation.name,
          [],
        ]);
    }
  });

  it('of what no route takes carries the routes, and no operation', () => {
    const sources = sourcesOf(REJECT_UNROUTED);
    expect(sources).toContain('functions/service/unrouted/routes.ts');
    expect(
      sources.filter((file) => operations.some(({ operation }) => file.includes(operation.name))),
    ).toEqual([]);
  });
});

/** The project's own files that have a part in a bundle. */
function sourcesOf(name: string): string[] {
  const outputs = Object.values(bundles.metafile.outputs);
  const { inputs } = outputs.find(({ entryPoint }) => entryPoint === `handler-of:${name}`)!;
  const files = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  return files.map(([file]) => file).filter((file) => /^(functions|shared)\//.test(file));
}
