import type { HistoryEntry } from '../../../shared/receivables/history/entry.ts';
import type { HistoryPart } from '../../../shared/receivables/history/read.ts';
import { wordsOf } from './blocker-lines.ts';

/** A part of a history. Which fields changed, not what they held: that is in the history itself. */
export function historyLines(part: HistoryPart): string[] {
  if ('entry' in part) return entryLines(part.entry);
  const { from, to } = part.unrecorded;
  const versions = from === to ? `version ${from}` : `versions ${from} to ${to}`;
  return [`${versions}: no entry is kept, any more or yet`];
}

function entryLines({ at, change, version, by, operation, ...more }: HistoryEntry): string[] {
  const what = [at, wordsOf(change).padEnd(14), `v${version}`, `by ${by}`, operation];
  const behind = [more.reason && `reason: ${more.reason}`, fieldsOf(more), refusalOf(more)];
  return [
    what.filter((part) => part !== undefined).join('  '),
    ...behind.filter((line) => line !== undefined && line !== '').map((line) => `  ${line}`),
  ];
}

const fieldsOf = ({ changed, valuesLeftOut }: Pick<HistoryEntry, 'changed' | 'valuesLeftOut'>) =>
  changed &&
  `fields: ${Object.keys(changed).sort().join(', ')}${valuesLeftOut === 'erased' ? ' (erased)' : ''}`;

const refusalOf = ({ refusal, blockers = [] }: Pick<HistoryEntry, 'refusal' | 'blockers'>) =>
  refusal && [wordsOf(refusal), ...blockers.map(({ kind, id }) => `${wordsOf(kind)} ${id}`)].join(', ');
