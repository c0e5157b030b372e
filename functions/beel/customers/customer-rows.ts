import { Failure, type Issue } from '../../../shared/http/failure.ts';
import { issuesOf } from '../../../shared/http/issues.ts';
import { BODY_LIMIT } from '../../../shared/http/request-parsing.ts';
import { codeOfIssue, type ErrorStyle } from '../dialect/errors.ts';
import { type Customer, stored as storedToday } from './customer.ts';
import type { Requested } from './customer-request.ts';
import type { ReadRow } from './customers-request.ts';
import { uniqueKeyOf } from './identity.ts';
import { requireNif } from './nif.ts';
import { ROW_WORDS } from './row-words.ts';

/** What is wrong with one of many customers, with the code that its creation alone would be answered with. */
export interface RowError {
  readonly field: string;
  readonly value: string;
  readonly message: string;
  readonly code: string;
}

/** One of many customers: what would be stored of it, or what is wrong with it. */
export interface Row {
  /** As it was read, where it could be. */
  readonly requested?: Requested;
  readonly profile?: Customer;
  readonly errors: readonly RowError[];
}

/** How a generation of the API reads one customer. */
export interface RowRules<Read> extends Pick<ErrorStyle, 'outsideVocabulary'> {
  /** What was read, in the words of today. */
  today(read: Read): Requested;
  /** @throws Failure as the creation of one customer does */
  stored(read: Read): Customer;
  readonly duplicateCode: string;
}

/** The rules of OpenAPI 1.9.0. */
export const todaysRules: RowRules<Requested> = {
  today: (read) => read,
  stored(read) {
    requireNif(read.nif);
    return storedToday(read);
  },
  outsideVocabulary: { status: 422, code: 'VALIDATION_ERROR' },
  duplicateCode: 'CLIENT_DUPLICATE',
};

/** Checks each by the rules for one, and whether a row before it has the same identifier. */
export function checkedRows<Read>(read: readonly ReadRow<Read>[], rules: RowRules<Read>): Row[] {
  const first = new Map<string, number>();
  return read.map((each, index) => {
    const row = 'issues' in each ? unread(each.issues, rules) : checked(each.requested, rules);
    if (!row.profile) return row;
    const { name, value } = uniqueKeyOf(row.profile);
    const before = first.get(`${name} ${value}`);
    if (before !== undefined) return duplicated(row, rules, ROW_WORDS.repeated(before + 1));
    first.set(`${name} ${value}`, index);
    return row;
  });
}

/** A row that another customer is in the way of. Nothing is said of that one. */
export function duplicated(
  { requested, profile }: Row,
  { duplicateCode: code }: Pick<RowRules<unknown>, 'duplicateCode'>,
  message: string = ROW_WORDS.duplicate,
): Row {
  const field = profile?.nif ? 'nif' : 'alternative_id';
  const value = profile?.nif ?? profile?.alternative_id?.number ?? '';
  return { ...(requested && { requested }), errors: [{ field, value, message, code }] };
}

/** Things told of one row at most: many rows must not make an answer larger than Lambda sends. */
const MOST_ERRORS = 10;

function unread(issues: Parameters<typeof issuesOf>[1], rules: RowRules<never>): Row {
  const errors = issuesOf('body', issues.slice(0, MOST_ERRORS)).map((issue) => ({
    field: issue.field || ROW_WORDS.unreadable,
    value: sentValue(issue),
    message: issue.message,
    code: codeOfIssue(issue, rules),
  }));
  return { errors };
}

const sentValue = ({ rejectedValue }: Issue): string =>
  rejectedValue === undefined || rejectedValue === null ? '' : String(rejectedValue);

function checked<Read>(read: Read, rules: RowRules<Read>): Row {
  const requested = rules.today(read);
  const size = Buffer.byteLength(JSON.stringify(requested));
  // As much as one creation takes: what it makes must fit into an item.
  if (size > BODY_LIMIT) {
    const message = ROW_WORDS.tooLarge(size, BODY_LIMIT);
    return { errors: [{ field: ROW_WORDS.unreadable, value: '', message, code: 'REQUEST_BODY_TOO_LARGE' }] };
  }
  try {
    return { requested, profile: rules.stored(read), errors: [] };
  } catch (error) {
    if (!(error instanceof Failure) || error.problem.kind !== 'refused') throw error;
    const { code, message, details } = error.problem;
    const fields = Object.entries(details ?? { nif: message });
    const errors = fields.map(([field, said]) => ({
      field,
      value: textAt(requested, field),
      message: String(said),
      code,
    }));
    return { requested, errors };
  }
}

/** What the row has in a field, `alternative_id.number`; empty where that is no text. */
function textAt(row: unknown, field: string): string {
  const value = field.split('.').reduce((within: unknown, name) => Object(within)[name], row);
  return typeof value === 'string' ? value.slice(0, 100) : '';
}
