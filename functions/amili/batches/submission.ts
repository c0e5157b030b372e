import type * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { Failure } from '../../../shared/http/failure.ts';
import { issuesOf } from '../../../shared/http/issues.ts';
import type { Note, Origin } from '../../../shared/http/operation.ts';
import { submitBatch } from '../../../shared/receivables/batches/submit.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliCaller, tenantOf } from '../dialect/caller.ts';
import { responsesByStatus, StatusAnswer } from '../dialect/envelope.ts';
import { urlOf } from '../dialect/paging.ts';
import { shown, type Task } from './batch.ts';
import { type Answered, answered } from './batch-response.ts';
import type { ReadRow } from './batch-rows.ts';
import { refusedRow } from './row-answers.ts';
import type { SubmittedRow } from './row-job.ts';

interface Submission<Requested> {
  readonly task: Task;
  readonly clientNo: number;
  readonly rows: readonly ReadRow<Requested>[];
  readonly metadata?: { readonly userId?: string | undefined } | undefined;
}

interface Request {
  readonly caller: AmiliCaller;
  readonly origin: Origin;
  readonly note: Note;
}

/**
 * Stores a batch of rows to be applied. That it answers 202 is our choice, as the vendor's sister API does.
 * @throws Failure 400 where a row is no object. What else is wrong with a row is its outcome
 */
export async function submit<Requested extends object>(
  { task, clientNo, rows, metadata }: Submission<Requested>,
  { caller, origin, note }: Request,
): Promise<StatusAnswer<202, Answered>> {
  const tenant = note(tenantOf(caller, clientNo));
  requireObjects(task.entity, rows);
  const submitted = rows.map((row): SubmittedRow<Requested> => {
    if ('requested' in row)
      return { requested: { ...(metadata && { metadata }), ...present(row.requested) } };
    const issues = issuesOf('body', row.issues);
    return { refused: refusedRow(clientNo, { problem: { kind: 'invalid', issues } }) };
  });
  const stamp = stampOf(origin, caller.subject);
  const batch = await submitBatch(receivables(origin), tenant, { task, rows: submitted }, stamp);
  note({ outcome: 'queued' });
  const answer = shown(clientNo, { batch, outcomes: [] });
  const location = urlOf(origin, `/clients/${clientNo}/batches/${answer.batchUuid}`);
  return new StatusAnswer(202, answer, { location });
}

/** Without members that are undefined: the batch's own would not show through them. */
const present = <Requested extends object>(requested: Requested): Requested =>
  Object.fromEntries(Object.entries(requested).filter(([, value]) => value !== undefined)) as Requested;

function requireObjects(entity: string, rows: readonly ReadRow<unknown>[]): void {
  const issues = rows.flatMap((row, index) =>
    'issues' in row ? row.issues.map((issue) => at(index, issue)) : [],
  );
  const wholes = issues.filter(({ code, path }) => code === 'invalid_type' && path.length === 2);
  if (wholes.length > 0) throw new Failure({ kind: 'invalid', issues: issuesOf('body', wholes) });

  function at(index: number, issue: z.core.$ZodIssue): z.core.$ZodIssue {
    return { ...issue, path: [entity, index, ...issue.path] };
  }
}

export const submissionResponses = () =>
  responsesByStatus(
    {
      202: {
        description: 'Batch accepted',
        schema: answered(),
        headers: { Location: 'Address of the batch' },
      },
    },
    [400, 401, 403, 404, 500],
  );

/** What each of these operations says of batches. */
export const BATCH =
  'At most 1,000 rows and 4 MB are taken, and 200 KB of a row. Rows are applied in their order, each by the rules of ' +
  'the single operation; of two rows of one customer the later one wins. What is wrong with a row is its outcome, ' +
  'which `GET /clients/{clientno}/batches/{batchuuid}` shows. A customer may be deleted before its row is applied. A ' +
  'batch that is sent twice is two batches.';
