import type { AskedRequest } from '../service/ask.ts';
import type { Action } from './actions.ts';

/** What somebody has said about an action before it is sent. */
export interface Wishes {
  readonly reason: string;
  /** Whether it is to be done only if nothing has changed since it was looked at. */
  readonly ifUnchanged: boolean;
  readonly isDry: boolean;
  readonly filled: Readonly<Record<string, string>>;
}

export const NO_WISHES: Wishes = { reason: '', ifUnchanged: false, isDry: false, filled: {} };

/** The request as it is sent. */
export function requestOf(action: Action, wishes: Wishes): AskedRequest {
  const { request, reason, tag, mayBeDry } = action;
  const said = wishes.reason.trim();
  const headers = {
    ...(tag && wishes.ifUnchanged && { 'If-Match': tag }),
    ...(mayBeDry && wishes.isDry && { 'Offboard-Dry-Run': 'true' }),
    ...(reason === 'header' && said && { 'Offboard-Reason': said }),
  };
  const body = reason === 'body' ? { reason: said } : bodyOf(action, wishes);
  return { ...request, headers, ...(body !== undefined && { body }) };
}

function bodyOf({ request: { body }, blanks = {} }: Action, { filled }: Wishes): unknown {
  const names = Object.keys(blanks);
  if (names.length === 0) return body;
  const values = names.map((name) => [name, filled[name]?.trim() ?? '']);
  return { ...(body as object), ...Object.fromEntries(values) };
}
