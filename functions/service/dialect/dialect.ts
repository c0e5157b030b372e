import { type Dialect, json } from '../../../shared/http/dialect.ts';
import type { Problem } from '../../../shared/http/failure.ts';

export interface ServiceSuccess {
  readonly status: number;
  readonly body: unknown;
}

/** Our own routes: open to all, `{"message"}` where something is wrong. */
export const service: Dialect<'public', undefined, ServiceSuccess> = {
  authenticate: () => undefined,
  success: ({ status, body }) => json(status, body),
  failure: (failure) => {
    const { status, message, headers } = answerTo(failure?.problem);
    return json(status, { message }, headers);
  },
};

function answerTo(problem: Problem | undefined): {
  status: number;
  message: string;
  headers?: Record<string, string>;
} {
  switch (problem?.kind) {
    case 'routeNotFound':
      return { status: 404, message: 'there is no such path' };
    case 'methodNotAllowed': {
      const allow = problem.allowed.join(', ');
      return { status: 405, message: `this path takes ${allow}`, headers: { allow } };
    }
    default:
      return { status: 500, message: 'the request could not be processed' };
  }
}
