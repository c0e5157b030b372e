import { beforeAll, describe, expect, it } from 'vitest';
import { newDirectory } from '../support/directories.ts';
import { bundleCandidates, type Candidate, type Candidates, ourFunction, PEERS } from './bundles.ts';
import { chartOf } from './chart.ts';
import { isRemoved } from './customers.ts';
import { DELETES, type Delete, newDelete, OUR_DELETE } from './deletes.ts';
import { figuresOf } from './figures.ts';
import { CHART, FIGURES, filesOf } from './files.ts';
import { startMeteringProxy } from './proxy.ts';
import { type Report, reportOf, textOf } from './report.ts';
import { measureAll } from './results.ts';
import { firstAnswer, runtimeClient } from './runtime-api.ts';

let candidates: Candidates;

beforeAll(async () => {
  const functions = [...DELETES, 'beel/customers/list-customers', 'enkash/invoices/search-invoices'];
  candidates = await bundleCandidates(newDirectory(), functions);
});

/** Lets a candidate do one delete, alone and outside of the project: its answer, and its requests to DynamoDB. */
async function deleteBy(candidate: Candidate, operation: (typeof DELETES)[number], again?: Delete) {
  const proxy = await startMeteringProxy(process.env.AWS_ENDPOINT_URL_DYNAMODB as string);
  try {
    const { event, customer } = again ?? (await newDelete(operation));
    const endpoint = { AWS_ENDPOINT_URL_DYNAMODB: proxy.endpoint };
    const { response } = await firstAnswer(runtimeClient(), candidate, event, endpoint);
    const actions = proxy.requests.map(({ action }) => action);
    return { status: response.statusCode, removed: await isRemoved(customer), actions };
  } finally {
    proxy.close();
  }
}

describe('what the bench compares does the work', () => {
  it('raw deletes with one write', async () => {
    const done = { status: 200, removed: true, actions: ['UpdateItem'] };
    expect(await deleteBy(candidates.raw, OUR_DELETE)).toEqual(done);
  });

  it.each(Object.entries(PEERS))('%s deletes, and the first of them reads before', async (peer, name) => {
    const candidate = candidates.peers.find((candidate) => candidate.name === name) as Candidate;
    const actions = peer === 'express' ? ['GetItem', 'UpdateItem'] : ['UpdateItem'];
    const once = await newDelete(OUR_DELETE);
    expect(await deleteBy(candidate, OUR_DELETE, once)).toEqual({ status: 200, removed: true, actions });
    // The refused write itself tells why; only one peer reads first.
    const refused = { status: 404, removed: true, actions: actions.slice(0, 1) };
    expect(await deleteBy(candidate, OUR_DELETE, once)).toEqual(refused);
  });

  it.each(DELETES)('%s removes with one write, after the read of an API key not known yet', async (name) => {
    const actions = [
      ...(name.startsWith('beel') ? ['GetItem'] : []),
      name.endsWith('customers') ? 'BatchExecuteStatement' : 'UpdateItem',
    ];
    const status = name === 'beel/customers/delete-customer' ? 204 : 200;
    expect(await deleteBy(ourFunction(candidates, name), name)).toEqual({ status, removed: true, actions });
  });
});

describe('a whole run, of one round', () => {
  let report: Report;

  beforeAll(async () => {
    const once = {
      initializations: 1,
      firstAnswers: 1,
      warm: { rounds: 1, invocations: 8, warmUp: 8 },
      bulks: 1,
      contendedAttaches: 4,
      lists: { sizes: [100], rounds: 1 },
      uploads: { rows: 20, rounds: 1 },
      batches: { rows: 100, rounds: 1 },
      history: [200],
      pages: { sizes: [100], rounds: 1 },
      throughput: { rounds: 1, requests: 16 },
    };
    report = reportOf(await measureAll(once, () => {}, candidates), 2);
  }, 300_000);

  it('has a row for every target, and those that no clock decides are met', () => {
    const met = Object.fromEntries(report.targets.map(({ what, met }) => [what, met]));
    const aimedAt = report.targets.filter(({ met }) => met !== undefined);
    expect(aimedAt).toHaveLength(38 + 4 * Object.keys(PEERS).length);
    expect(met).toMatchObject({
      'bundle of every function': true,
      'delete allowed: requests': true,
      'delete allowed: write units of 1, 2, 4 KB': true,
      'delete refused: requests': true,
      attach: true,
      detach: true,
      'bulk of 1, 25, 26, 240: requests': true,
      'a file of customers to single requests: requests to DynamoDB': true,
      'a file of invoices of 50 customers to single requests: requests to DynamoDB': true,
      'a file of invoices of 20 customers to single requests: requests to DynamoDB': true,
      'a batch of customers to single requests: requests to DynamoDB': true,
      'a batch of documents to single requests: requests to DynamoDB': true,
      'console: first load, compressed': true,
      'console: all of it, compressed': true,
      'history and feed, each of 200 changes: requests': true,
    });
  });

  it('shows what each cut of the bundle buys', () => {
    const larger = report.cuts.filter(({ bundle }) => bundle > 1.1).map(({ name }) => name);
    expect(report.cuts).toHaveLength(9);
    expect(larger).toEqual([
      "the SDK's other credential providers left out",
      "the SDK's ES modules, pruned",
      'minified',
      'zod/mini',
    ]);
  });

  it('computes what a million deletes cost from what one took', () => {
    const [ours, reader] = report.costOfAMillionDeletes;
    expect(ours?.usage).toMatchObject({ writeUnits: 1, readUnits: 0 });
    expect(reader?.usage).toMatchObject({ writeUnits: 1, readUnits: 1 });
    expect(ours?.dollars).toMatchObject({ api: 1, invocations: 0.2, dynamoDb: 0.625, traces: 0.25 });
    expect(ours?.dollars.accessLog).toBeCloseTo(0.17, 2);
    expect(ours?.dollars.platformLogs).toBeCloseTo(0.27, 2);
    expect(reader?.dollars).toMatchObject({ api: 1, invocations: 0.2, dynamoDb: 0.75 });
  });

  it('writes no file but those that it was asked for', () => {
    const json = 'figures.json';
    expect([...filesOf(report, {}).keys()]).toEqual([]);
    expect(JSON.parse(filesOf(report, { json }).get(json) as string).node).toBe(process.version);
    const at = new Date('2026-11-30T23:59:59Z');
    const figures = figuresOf(report, at);
    expect(figures.date).toBe('2026-11-30');
    expect(filesOf(report, { json, write: true }, at)).toEqual(
      new Map([
        [json, `${JSON.stringify(report, undefined, 2)}\n`],
        [CHART, chartOf(figures)],
        [FIGURES, `${JSON.stringify(figures, undefined, 2)}\n`],
      ]),
    );
  });

  it('is printed and drawn with every candidate', () => {
    const [text, chart] = [textOf(report), chartOf(figuresOf(report, new Date()))];
    for (const { name } of [...report.ratios, ...report.cuts]) expect(text).toContain(name);
    for (const name of ['raw', OUR_DELETE, ...Object.values(PEERS)]) expect(chart).toContain(name);
    expect(`${text}${chart}`).not.toMatch(/NaN|undefined|Infinity/);
  });
});
