import type { ProblemTable } from '../../../shared/http/problem-answer.ts';

/** Our own routes tell problems by HTTP's statuses and have no codes. */
export const PROBLEMS: ProblemTable<null> = {
  unauthenticated: [401, null],
  forbidden: [403, null],
  invalid: [400, null],
  malformedBody: [400, null],
  unsupportedMediaType: [415, null],
  bodyTooLarge: [413, null],
  routeNotFound: [404, null],
  methodNotAllowed: [405, null],
  contended: [500, null],
  throttled: [500, null],
  unexpected: [500, null],
};
