import { type Dialect, json } from '../../../shared/http/dialect.ts';
import { problemAnswer } from '../../../shared/http/problem-answer.ts';
import { PROBLEMS } from './errors.ts';

export interface ServiceSuccess<Body = unknown> {
  readonly status: number;
  readonly body: Body;
}

/** Our own routes: open to all, `{"message"}` where something is wrong. */
export const service: Dialect<'public', undefined, ServiceSuccess> = {
  authenticate: () => undefined,
  success: ({ status, body }) => json(status, body),
  failure(failure) {
    const { status, message, headers } = problemAnswer(failure?.problem, PROBLEMS);
    return json(status, { message }, headers);
  },
};
