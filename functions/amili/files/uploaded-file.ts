import type { RowFailure } from '../../../shared/receivables/row-failure.ts';
import { shown } from './file.ts';
import type { RequestedFile } from './file-rules.ts';
import type { FileOutcome } from './file-uploads.ts';
import type { Answered } from './uploaded-file-response.ts';

/** Characters of what a client wrote that an answer repeats: enough to know a file again. */
const LONGEST = 255;

/** What became of one file. */
export function shownRow(
  clientNo: number,
  { fileName, documentNo }: RequestedFile,
  result: FileOutcome,
): Answered {
  const names = {
    ...{ clientNo, fileName: fileName.slice(0, LONGEST) },
    ...(documentNo && { documentNo: documentNo.slice(0, LONGEST) }),
  };
  if (result.outcome === 'stored') {
    const { fileUuid } = shown(result.file);
    return { status: 'PROCESSED', result: 'UPLOADED', message: 'File uploaded', ...names, fileUuid };
  }
  const refusal =
    result.outcome === 'refused'
      ? { result: result.result, message: result.message }
      : { result: 'ERROR' as const, message: UNDECIDED[result.outcome] };
  return { status: 'FAILED', ...refusal, ...names };
}

const UNDECIDED: Readonly<Record<RowFailure['outcome'], string>> = {
  untouched: 'The file was not uploaded, because there was no time left for it: try again',
  unknown: 'It is not known whether the file was uploaded: look for it before you send it again',
  failed: 'The file could not be processed',
};

/** Where no file was stored and one has no outcome, nobody can say that all were refused. */
export function refuseWhereNothingIsKnown(outcomes: readonly FileOutcome[]): void {
  if (outcomes.some(({ outcome }) => outcome === 'stored')) return;
  for (const result of outcomes) if ('cause' in result) throw result.cause;
}
