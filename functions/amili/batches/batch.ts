import { instant } from '../../../shared/fields/dates.ts';
import type { BatchItem, OutcomeItem } from '../../../shared/receivables/batches/batch.ts';
import type { Batch } from '../../../shared/receivables/batches/read.ts';
import { dependentRefOf } from '../../../shared/receivables/keys.ts';
import type { Answered, Row } from './batch-response.ts';

/** What is to be done with the rows of a batch. */
export interface Task extends Readonly<Record<string, string>> {
  readonly entity: 'customers' | 'documents';
  readonly method: 'POST' | 'PUT';
}

export const taskOf = ({ fields }: BatchItem): Task => fields.task as Task;

type State = Pick<Answered, 'status' | 'result' | 'message'>;

/** That a batch may be done in parts is in the vendor's statuses; the words are our choice. */
function stateOf(total: number, done: number, failed: number): State {
  if (done < total) return { status: 'QUEUED', result: 'ACCEPTED', message: 'Batch accepted' };
  if (failed === 0) return { status: 'PROCESSED', result: 'COMPLETED', message: 'Batch completed' };
  return failed < total
    ? {
        status: 'PARTIAL',
        result: 'COMPLETED',
        message: `Batch completed: ${failed} of ${total} rows refused`,
      }
    : { status: 'FAILED', result: 'REJECTED', message: 'Batch rejected: every row was refused' };
}

/** A batch with the outcomes that it has by now. It is done when all rows have theirs, and then for good. */
export function shown(clientNo: number, { batch, outcomes }: Batch): Answered {
  const { entity, method } = taskOf(batch);
  const { total } = batch.fields;
  const failed = outcomes.filter((outcome) => outcome.failed).length;
  const state = stateOf(total, outcomes.length, failed);
  const ended = outcomes
    .map(({ creation }) => creation.at)
    .sort()
    .at(-1);
  return {
    ...state,
    clientNo,
    batchUuid: dependentRefOf(batch.pk).id,
    ...{ entity, method },
    createdDateTime: instant(batch.creation.at),
    ...(state.status !== 'QUEUED' && { finishedDateTime: instant(ended as string) }),
    totalCount: total,
    processedCount: outcomes.length,
    failedCount: failed,
    [entity]: outcomes.map(shownRow),
  };
}

/** The order in which the members of a row are shown: DynamoDB does not keep that of a map. */
const MEMBERS = [
  ...['status', 'result', 'message', 'clientNo', 'accountNo', 'customerNo', 'documentNo'],
  ...['documentUuid', 'documentBundleId', 'arItemId', 'voucherNo'],
];

const shownRow = ({ rowNo, answer }: OutcomeItem): Row => {
  const members = MEMBERS.filter((name) => name in answer).map((name) => [name, answer[name]]);
  return { itemNo: rowNo, ...Object.fromEntries(members) } as Row;
};
