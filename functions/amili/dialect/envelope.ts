import * as z from 'zod/mini';
import { type HttpResponse, json } from '../../../shared/http/dialect.ts';
import type { DocumentedResponse, Responses } from '../../../shared/http/documentation.ts';
import type { Failure, Problem } from '../../../shared/http/failure.ts';
import type { Origin, Schema } from '../../../shared/http/operation.ts';
import { codesByStatus, problemAnswer } from '../../../shared/http/problem-answer.ts';
import { PROBLEMS } from './errors.ts';
import { type AmiliNumbers, clientNo } from './identifiers.ts';

/** An answer whose status is not always 200: of many rows, or of what is still under way. */
export class StatusAnswer<Status extends number = number, Body = unknown> {
  readonly status: Status;
  readonly body: Body;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: Status, body: Body, headers: Readonly<Record<string, string>> = {}) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export const successEnvelope = (answer: unknown): HttpResponse =>
  answer instanceof StatusAnswer ? json(answer.status, answer.body, answer.headers) : json(200, answer);

export function failureEnvelope(failure: Failure | undefined, origin: Origin): HttpResponse {
  const { status, body, headers } = failureAnswer(failure?.problem, numbersIn(origin));
  return json(status, body, headers);
}

/** How a problem is told. @param known numbers that are known without it */
export function failureAnswer(problem: Problem | undefined, known: AmiliNumbers) {
  const { code, message, headers, ...answer } = problemAnswer(problem, PROBLEMS, 'sentence');
  // A malformed number in the path names no customer: 404, because DELETE documents no 400.
  const namesNothing = problem?.kind === 'invalid' && problem.issues.some((issue) => issue.in === 'path');
  const { status, result } = namesNothing
    ? { status: 404, result: 'NOT_FOUND' }
    : { status: answer.status, result: code };
  const { clientNo, accountNo, customerNo, documentNo, arItemId } = { ...known, ...refusedNumbers(problem) };
  const numbers = { clientNo, accountNo, customerNo, documentNo, arItemId };
  return { status, body: { status: 'FAILED', result, message, ...numbers } as const, headers };
}

/** The numbers that a refusal names. */
const refusedNumbers = (problem: Problem | undefined): AmiliNumbers =>
  problem?.kind === 'refused' ? (problem.details ?? {}) : {};

/** The numbers that the path names. */
function numbersIn({ pathParameters: { clientno, customerno, documentno, aritemid } }: Origin): AmiliNumbers {
  const isNumber = (text: string | undefined) => text && clientNo().safeParse(text).success;
  return {
    ...(isNumber(clientno) && { clientNo: Number(clientno) }),
    ...(customerno && { customerNo: customerno }),
    ...(documentno && { documentNo: documentno }),
    ...(isNumber(aritemid) && { arItemId: Number(aritemid) }),
  };
}

/** The members of every ARM answer that says what became of a request: https://docs.amili.dev/delete-a-customer-3942675e0 */
export const outcome = <const Results extends readonly [string, ...string[]]>(...results: Results) => ({
  status: z.literal('PROCESSED'),
  result: z.enum(results),
  message: z.string(),
  clientNo: z.int(),
  accountNo: z.int(),
  customerNo: z.string(),
});

const failure = (...results: string[]) =>
  z.strictObject({
    status: z.literal('FAILED'),
    result: z.enum(results),
    message: z.string(),
    clientNo: z.optional(z.int()),
    accountNo: z.optional(z.int()),
    customerNo: z.optional(z.string()),
    documentNo: z.optional(z.string()),
    arItemId: z.optional(z.int()),
  });

/** The labels are the vendor's, but that of 412, a status of our choice. */
const LABELS = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  412: 'Precondition Failed',
  500: 'Server Error',
};

type Described<Body extends Schema = Schema> = DocumentedResponse & { readonly schema: Body };

/** A 200, the failures listed, and a 422 with the results by which this operation refuses. */
export const responses = <Body extends Schema>(
  success: Described<Body>,
  failures: readonly (keyof typeof LABELS)[],
  refusals: readonly string[] = [],
): Responses<z.output<Body>> => withFailures({ 200: success }, failures, refusals);

/** The same for an operation that returns a StatusAnswer: each of its statuses, with what the body is then. */
export const responsesByStatus = <Answers extends Readonly<Record<number, Described>>>(
  answers: Answers,
  failures: readonly (keyof typeof LABELS)[],
  refusals: readonly string[] = [],
): Responses<StatusAnswers<Answers>> => withFailures(answers, failures, refusals);

type StatusAnswers<Answers extends Readonly<Record<number, Described>>> = {
  [Status in keyof Answers & number]: StatusAnswer<Status, z.output<Answers[Status]['schema']>>;
}[keyof Answers & number];

function withFailures(
  answers: Readonly<Record<number, DocumentedResponse>>,
  failures: readonly (keyof typeof LABELS)[],
  refusals: readonly string[],
): Record<number, DocumentedResponse> {
  const documented = { ...answers };
  const codes = codesByStatus(PROBLEMS);
  for (const status of failures)
    documented[status] = {
      description: LABELS[status],
      schema: failure(...(codes.get(status) ?? ['CHANGED'])),
    };
  if (refusals.length > 0) documented[422] = { description: 'Refused', schema: failure(...refusals) };
  return documented;
}
