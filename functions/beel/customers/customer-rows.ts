import { Failure, type Issue } from '../../../shared/http/failure.ts';
import { issuesOf } from '../../../shared/http/issues.ts';
import { BODY_LIMIT } from '../../../shared/http/request-parsing.ts';
import { codeOfIssue, type ErrorStyle } from '../dialect/errors.ts';
import { issueIn } from '../dialect/issue-words.ts';
import { inLanguage, say, type Words } from '../dialect/say.ts';
import type { Language } from '../dialect/words.ts';
import { type Customer, stored as storedToday } from './customer.ts';
import type { Requested } from './customer-request.ts';
import type { ReadRow } from './customers-request.ts';
import { uniqueKeyOf } from './identity.ts';
import { requireNif } from './nif.ts';

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
  /** In which rows are told what is wrong with them. */
  readonly language: Language;
}

/** What is named where something is wrong with a row as a whole. */
export const WHOLE_ROW = 'customer';

/** The rules of OpenAPI 1.9.0. */
export const todaysRules = (language: Language): RowRules<Requested> => ({
  today: (read) => read,
  stored(read) {
    requireNif(read.nif);
    return storedToday(read);
  },
  outsideVocabulary: { status: 422, code: 'VALIDATION_ERROR' },
  duplicateCode: 'CLIENT_DUPLICATE',
  language,
});

/** Checks each by the rules for one, and whether a row before it has the same identifier. */
export function checkedRows<Read>(read: readonly ReadRow<Read>[], rules: RowRules<Read>): Row[] {
  const first = new Map<string, number>();
  return read.map((each, index) => {
    const row = 'issues' in each ? unread(each.issues, rules) : checked(each.requested, rules);
    if (!row.profile) return row;
    const { name, value } = uniqueKeyOf(row.profile);
    const before = first.get(`${name} ${value}`);
    if (before !== undefined) return duplicated(row, rules, say('row.repeated', { row: before + 1 }));
    first.set(`${name} ${value}`, index);
    return row;
  });
}

/** A row that another customer is in the way of. Nothing is said of that one. */
export function duplicated(
  { requested, profile }: Row,
  { duplicateCode: code, language }: Pick<RowRules<unknown>, 'duplicateCode' | 'language'>,
  words: Words = say('CLIENT_DUPLICATE'),
): Row {
  const field = profile?.nif ? 'nif' : 'alternative_id';
  const value = profile?.nif ?? profile?.alternative_id?.number ?? '';
  return { ...(requested && { requested }), errors: [{ field, value, message: words.in(language), code }] };
}

/** Things told of one row at most: many rows must not make an answer larger than Lambda sends. */
const MOST_ERRORS = 10;

function unread(issues: Parameters<typeof issuesOf>[1], rules: RowRules<never>): Row {
  const errors = issuesOf('body', issues.slice(0, MOST_ERRORS)).map((issue) => ({
    field: issue.field || WHOLE_ROW,
    value: sentValue(issue),
    message: issueIn(rules.language, issue),
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
    const message = say('row.tooLarge', { size, limit: BODY_LIMIT }).in(rules.language);
    return { errors: [{ field: WHOLE_ROW, value: '', message, code: 'REQUEST_BODY_TOO_LARGE' }] };
  }
  try {
    return { requested, profile: rules.stored(read), errors: [] };
  } catch (error) {
    if (!(error instanceof Failure) || error.problem.kind !== 'refused') throw error;
    const { code, message, said: words, details } = error.problem;
    const fields = Object.entries(details ?? { nif: words ?? message });
    const errors = fields.map(([field, said]) => ({
      field,
      value: textAt(requested, field),
      message: String(inLanguage(said, rules.language)),
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
