import type { NewFault } from '../../../local/sandbox/shapes.ts';
import { quoted } from '../../../quoted.ts';

/** What a fault does, in words. */
export function deedOf({ kind, when, status, delayMs = 0 }: NewFault): string {
  switch (kind) {
    case 'late':
      return `answers ${delayMs.toLocaleString('en-GB')} ms late`;
    case 'drop':
      return `drops the connection ${WHEN[when ?? 'before']}`;
    case 'status':
      return `answers ${status} ${WHEN[when ?? 'before']}`;
    case 'truncate':
      return 'cuts the answer off';
  }
}

export const WHEN = {
  before: 'before anything is done',
  after: 'after it is done',
} as const;

/** Which requests it meets, in words. */
export const fitting = ({ method, path }: NewFault): string =>
  `${method ?? 'any method'}, ${path === undefined ? 'any path' : `paths from ${path}`}`;

/** What the header `Offboard-Fault` asks for the same with; undefined where it has no word for it. */
function wordOf({ kind, when = 'before', status, delayMs }: NewFault): string | undefined {
  if (kind === 'late') return `late=${delayMs}`;
  if (kind === 'drop') return `drop-${when}`;
  if (kind === 'truncate') return 'truncate';
  if (when === 'before') return String(status);
  return status === 429 ? undefined : `${status}-after`;
}

/** The line that has a single request meet the fault, whoever else calls. */
export function curlOf(fault: NewFault): string | undefined {
  const word = wordOf(fault);
  if (word === undefined) return undefined;
  const { method = 'GET', path = '/health' } = fault;
  const how = method === 'GET' ? '' : method === 'HEAD' ? ' -I' : ` -X ${method}`;
  return `curl -i${how} ${quoted(`${location.origin}${path}`)} -H 'Offboard-Fault: ${word}'`;
}
