import { beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../functions/operations.ts';
import { beelSuccess } from '../support/envelopes.ts';
import type { Answer } from '../support/http.ts';
import { useOwnTables } from '../support/own-tables.ts';
import { storedState } from '../support/stored-state.ts';
import { newSubjects, type Subject } from './subjects.ts';

let subjects: Awaited<ReturnType<typeof newSubjects>>;

beforeAll(async () => {
  await useOwnTables();
  subjects = await newSubjects();
});

const deleting = operations.flatMap(({ operation }) => (operation.deletes ? operation.name : []));

/** Asks what would become of it, twice, and sees that nothing at all was written. */
async function dryRun({ send }: Subject): Promise<Answer> {
  const before = await storedState({ withLog: true });
  const answer = await send({ 'offboard-dry-run': 'true', 'offboard-reason': 'to see' });
  expect(answer.headers['offboard-dry-run']).toBe('true');
  expect(await storedState({ withLog: true })).toEqual(before);
  return answer;
}

/** A body without what differs between any two answers, or between what was done and what would be. */
const comparable = (body: unknown): unknown =>
  JSON.parse(
    JSON.stringify(body)
      .replaceAll(/"(requestId|request_id|timestamp)":"[^"]*"/g, '"$1":"…"')
      .replace('would be de', 'de')
      .replace('Customer deactivated"', 'Customer deactivated successfully"')
      .replace('"is_dry_run":true', '"is_dry_run":false'),
  );

describe.each(deleting)('a dry run of %s', (name) => {
  it('answers as it will, in whatever state it meets, and writes nothing', async () => {
    for (const [state, make] of Object.entries(subjects[name] ?? {})) {
      const subject = await make();
      const dry = await dryRun(subject);
      const real = await subject.send();
      expect(real.headers['offboard-dry-run']).toBe(undefined);
      const { status, body } =
        real.status === 204
          ? { status: 200, body: beelSuccess({ id: subject.id, status: 'DELETED', is_dry_run: true }) }
          : real;
      expect([state, dry.status]).toEqual([state, status]);
      expect(real.status === 204 ? dry.body : comparable(dry.body)).toEqual(
        real.status === 204 ? body : comparable(body),
      );
    }
  });
});

it('every DELETE of a vendor is one that deletes', () => {
  const deletes = operations.filter(
    ({ operation: { name, route } }) => route.startsWith('DELETE ') && !name.startsWith('operator/'),
  );
  expect(deletes.filter(({ operation }) => !operation.deletes)).toEqual([]);
});

it('every operation that deletes is looked at, in more states than one', () => {
  expect(Object.keys(subjects).sort()).toEqual([...deleting].sort());
  expect(Object.values(subjects).filter((states) => Object.keys(states).length < 2)).toEqual([]);
});

describe('the words of a dry run', () => {
  const answerTo = async (name: string) => {
    const subject = await subjects[name]!.free();
    return { id: subject.id, body: (await dryRun(subject)).body };
  };

  it('of EnKash', async () => {
    const customer = await answerTo('enkash/customers/delete-customer');
    expect(customer.body).toEqual({
      ...{ payload: customer.id, response_code: 0, response_message: 'Customer would be deleted' },
    });
    const reminder = await answerTo('enkash/reminders/delete-reminder');
    expect(reminder.body).toEqual({
      ...{ payload: 'r1', response_code: 0, response_message: 'Reminder would be deleted' },
    });
    const invoices = await answerTo('enkash/invoices/delete-invoices');
    expect(invoices.body).toMatchObject({ response_message: '1 of 1 invoice(s) would be deleted' });
  });

  it('of Amili', async () => {
    const { id: customerNo, body } = await answerTo('amili/customers/delete-customer');
    expect(body).toMatchObject({
      ...{ status: 'PROCESSED', result: 'DELETED', message: 'Customer would be deleted', customerNo },
    });
  });

  it('of Amili are those of its own way to ask, where that is asked for too', async () => {
    const { send } = await subjects['amili/customers/delete-customer']!.free();
    const both = await send({ 'offboard-dry-run': 'true' }, '?options=validateOnly');
    expect(both.headers['offboard-dry-run']).toBe('true');
    expect(both.body).toMatchObject({ result: 'VALIDATED', message: 'Customer can be deleted' });
  });

  it('of BeeL', async () => {
    const { body } = await answerTo('beel/customers/delete-customers');
    expect(body).toMatchObject({ data: { metadata: { is_dry_run: true }, statistics: { deleted: 1 } } });
    const flat = await answerTo('beel-flat/customers/deactivate-customer');
    expect(flat.body).toEqual(beelSuccess({ message: 'Customer would be deactivated' }));
  });
});
