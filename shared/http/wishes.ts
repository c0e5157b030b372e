import { REASON_PATTERN, REASON_RULE } from '../fields/reason.ts';
import { seenIn } from '../receivables/customers/tag.ts';
import { Failure, type Issue } from './failure.ts';
import type { Invocation, Middleware } from './invocation.ts';
import type { Operation, Origin, Wishes } from './operation.ts';

export const REASON = 'Offboard-Reason';
export const DRY_RUN = 'Offboard-Dry-Run';
export const IF_MATCH = 'If-Match';

const headerOf = ({ headers }: Pick<Origin, 'headers'>, name: string): string | undefined =>
  headers[name.toLowerCase()];

const WRITING = new Set(['DeleteItem', 'PartiQLUpdate', 'PutItem', 'UpdateItem']);

/** Whether an operation changes what is stored of receivables. A search by POST does not, nor does a login. */
export const writes = ({ route, grants }: Pick<Operation, 'route' | 'grants'>): boolean =>
  !route.startsWith('GET ') && (grants.receivables ?? []).some((action) => WRITING.has(action));

/** Whether a request wants to be a dry run, and so must write nothing, even where it is refused. */
export const wantsDryRun = (origin: Pick<Origin, 'headers'>): boolean =>
  headerOf(origin, DRY_RUN) !== undefined;

/** Whether it is one. That follows from nothing else of the request, so that every answer can say so. */
export const isDryRun = (origin: Pick<Origin, 'headers'>, { deletes }: Pick<Operation, 'deletes'>): boolean =>
  deletes !== undefined && headerOf(origin, DRY_RUN) === 'true';

/** Reads the headers of our own that operations which write have, whatever their vendor. */
export const wishParsing = (operation: Operation): Middleware[] =>
  writes(operation) ? [{ before: ({ internal }) => parseWishes(internal, operation) }] : [];

/** What most requests wish for. */
const NO_WISHES: Wishes = { dryRun: false, seen: undefined };

function parseWishes(internal: Invocation['internal'], { deletes, conditional }: Operation): void {
  const { origin } = internal;
  const said = headerOf(origin, REASON);
  const dryRun = headerOf(origin, DRY_RUN);
  const ifMatch = headerOf(origin, IF_MATCH);
  internal.wishes = NO_WISHES;
  if (said === undefined && dryRun === undefined && ifMatch === undefined) return;
  const reason = said === undefined ? undefined : asUtf8(said);
  const issues = [
    ...problemWith(REASON, reason, (text) => REASON_PATTERN.test(text), REASON_RULE),
    ...(deletes
      ? problemWith(DRY_RUN, dryRun, (text) => text === 'true', 'must be true, where it is sent')
      : problemWith(DRY_RUN, dryRun, () => false, 'is taken by deletes alone: nothing was done')),
    ...(deletes === 'one' || conditional
      ? problemWith(IF_MATCH, ifMatch, isOneTag, 'must be one entity tag, or *')
      : []),
    ...(deletes === 'many'
      ? problemWith(IF_MATCH, ifMatch, () => false, 'is taken by deletes of one alone: nothing was done')
      : []),
  ];
  if (issues.length > 0) throw new Failure({ kind: 'invalid', issues });
  if (reason !== undefined) internal.origin = { ...origin, reason };
  internal.wishes = { dryRun: dryRun !== undefined, seen: seenByTag(ifMatch) };
}

/** What is wrong with a header, where it is there and not as it must be. Its value is not told: it may be a secret. */
function problemWith(
  field: string,
  text: string | undefined,
  isFine: (text: string) => boolean,
  message: string,
): Issue[] {
  if (text === undefined || isFine(text)) return [];
  return [{ in: 'header', field, message, missing: false, code: 'custom' }];
}

/** A gateway may hand bytes over as characters of Latin-1. Where they are UTF-8, as command lines send it, that is meant. */
function asUtf8(text: string): string {
  if (/[\u0100-\uffff]/.test(text)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
}

/** RFC 9110, section 8.8.3. The list that its If-Match may be would take more than one condition. */
const TAG = /^(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"$/;

const isOneTag = (text: string): boolean => text === '*' || TAG.test(text);

/** A weak tag never matches here (RFC 9110, section 13.1.1). What a tag has behind a point is no part of the item. */
function seenByTag(ifMatch: string | undefined): Wishes['seen'] {
  if (ifMatch === undefined || ifMatch === '*') return undefined;
  const [, weak, tag = ''] = TAG.exec(ifMatch) ?? [];
  return seenIn(weak ? '' : tag.replace(/\..*/, ''));
}
