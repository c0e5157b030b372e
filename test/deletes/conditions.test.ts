import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { operations } from '../../functions/operations.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { tagOf } from '../../shared/receivables/customers/tag.ts';
import type { CustomerItem } from '../../shared/receivables/items.ts';
import { writesMeet } from '../repeats/writes-meet.ts';
import { droppedAfter, overtaken } from '../support/faults.ts';
import { useOwnTables } from '../support/own-tables.ts';
import { storedState } from '../support/stored-state.ts';
import { newSubjects, type Subject } from './subjects.ts';

let subjects: Awaited<ReturnType<typeof newSubjects>>;

beforeAll(async () => {
  await useOwnTables();
  subjects = await newSubjects();
});

afterEach(() => {
  vi.restoreAllMocks();
});

const named = (deletes: 'one' | 'many') =>
  operations.flatMap(({ operation }) => (operation.deletes === deletes ? operation.name : []));

async function tagged({ key: Key }: Subject): Promise<string> {
  const { client, name: TableName } = receivables();
  const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  return tagOf(Item as CustomerItem);
}

/** Another request changes it. */
async function change({ key: Key }: Subject): Promise<void> {
  const { client, name: TableName } = receivables();
  const one = { ':one': 1 };
  const UpdateExpression = 'ADD version :one';
  await client.send(new UpdateCommand({ TableName, Key, UpdateExpression, ExpressionAttributeValues: one }));
}

/** What is told in place of a delete, beside the envelope. */
const TOLD: Readonly<Record<string, readonly [code: string, message: RegExp]>> = {
  enkash: ['UNPROCESSABLE_REQUEST', /^customer KC[A-Z0-9]{14} has changed since it was seen$/],
  amili: ['CHANGED', /^Customer not deleted: it has changed since it was seen$/],
  beel: ['PRECONDITION_FAILED', /^The (customer|invoice|recurring invoice) has changed since it was seen$/],
};

function told(name: string, body: unknown): readonly [unknown, unknown] {
  const { errorResponse, error, result, message } = body as Record<string, never> & {
    errorResponse?: { errorType: string; errorMessage: string };
    error?: { code: string; message: string };
  };
  if (name.startsWith('enkash')) return [errorResponse?.errorType, errorResponse?.errorMessage];
  return name.startsWith('amili') ? [result, message] : [error?.code, error?.message];
}

describe.each(named('one'))('If-Match of %s', (name) => {
  it('refuses what is no longer as it was seen, and what was never seen so, and leaves it as it is', async () => {
    const subject = await subjects[name]!.free();
    const stale = await tagged(subject);
    await change(subject);
    const now = await tagged(subject);
    const before = await storedState();
    const [code, message] = TOLD[name.split(/[/-]/)[0] as string]!;
    for (const tag of [`"${stale}"`, `W/"${now}"`, '"nobody"', `"${now}x"`])
      for (const asked of [{}, { 'offboard-dry-run': 'true' }]) {
        const { status, body } = await subject.send({ 'if-match': tag, ...asked });
        expect([tag, status, ...told(name, body)]).toEqual([tag, 412, code, expect.stringMatching(message)]);
      }
    expect(await storedState()).toEqual(before);

    const answer = await subject.send({ 'if-match': `"${now}"` });
    expect([200, 204]).toContain(answer.status);
    expect(await storedState()).not.toEqual(before);
  });

  it('deletes what was seen since, or whatever is there', async () => {
    for (const tagOfSubject of [
      async () => '*',
      async (subject: Subject) => `"${await tagged(subject)}.p"`,
    ]) {
      const subject = await subjects[name]!.free();
      const dry = { 'if-match': await tagOfSubject(subject), 'offboard-dry-run': 'true' };
      expect((await subject.send(dry)).status).toBe(200);
      const answer = await subject.send({ 'if-match': await tagOfSubject(subject) });
      expect([200, 204]).toContain(answer.status);
    }
  });

  it('is kept by the write: what is changed just before it is not deleted', async () => {
    const subject = await subjects[name]!.free();
    const headers = { 'if-match': `"${await tagged(subject)}"` };
    const writes = writesMeet(overtaken(() => change(subject)));
    expect((await subject.send(headers)).status).toBe(412);
    // The one that was refused, and the change.
    expect(writes.sent).toHaveLength(2);
    vi.restoreAllMocks();
    expect((await subject.send({ 'offboard-dry-run': 'true' })).status).toBe(200);
  });

  it('does not stand in its own way after an answer that was lost', async () => {
    const subject = await subjects[name]!.free();
    const headers = { 'if-match': `"${await tagged(subject)}"` };
    const writes = writesMeet(droppedAfter);
    expect([200, 204]).toContain((await subject.send(headers)).status);
    expect(writes.sent).toHaveLength(2);
  });

  it('does not hide that there is nothing, and does not pass what is in the way', async () => {
    const { free: _, missing, ...others } = subjects[name]!;
    expect((await (await missing!()).send({ 'if-match': '"nobody"' })).status).toBe(404);
    for (const make of Object.values(others)) {
      const subject = await make();
      const plain = await subject.send({ 'offboard-dry-run': 'true' });
      const { status } = await subject.send({ 'if-match': '*', 'offboard-dry-run': 'true' });
      expect(status).toBe(plain.status);
    }
  });
});

it.each(named('many'))('If-Match of %s is 400, whatever it has', async (name) => {
  const subject = await subjects[name]!.free();
  const before = await storedState();
  for (const tag of ['*', `"${await tagged(subject)}"`, 'x']) {
    const { status, body } = await subject.send({ 'if-match': tag });
    expect([tag, status]).toEqual([tag, 400]);
    expect(JSON.stringify(body)).toContain('is taken by deletes of one alone: nothing was done');
  }
  expect(await storedState()).toEqual(before);
});
