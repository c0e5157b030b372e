import { expect } from 'vitest';
import {
  amiliFailure,
  beelCanonicalFailure,
  beelFailure,
  enkashFailure,
  isCanonical,
  problem,
} from '../support/envelopes.ts';

const methods = (words: string) =>
  expect.stringMatching(new RegExp(`^${words} takes [A-Z]+(, [A-Z]+)*$`)) as string;

/** The whole answer to a request that no route takes, in the envelope of the vendor whose paths it resembles. */
export function unroutedAnswer(path: string, status: number): unknown {
  if (status === 308) return '';
  const isKnown = status === 405;
  if (/^\/(api\/v0|oauth)(\/|$)/.test(path)) {
    return isKnown
      ? enkashFailure(405, 'CLIENT_REQUEST_ERROR', methods('this path'))
      : enkashFailure(404, 'RECORD_NOT_FOUND', 'there is no such path');
  }
  if (/^\/(clients|token)(\/|$)/.test(path)) {
    return isKnown
      ? amiliFailure('METHOD_NOT_ALLOWED', methods('This path'))
      : amiliFailure('NOT_FOUND', 'There is no such path');
  }
  if (/^\/(operator|openapi)(\/|$)/.test(path)) {
    return isKnown
      ? problem(405, 'method-not-allowed', 'Method not allowed', methods('this path'), path)
      : problem(404, 'not-found', 'Not found', 'there is no such path', path);
  }
  if (!/^\/api\/v1(\/|$)/.test(path))
    return { message: isKnown ? methods('this path') : 'there is no such path' };
  const [code, message] = isKnown
    ? (['METHOD_NOT_ALLOWED', methods('This path')] as const)
    : (['ENDPOINT_NOT_FOUND', 'There is no such path'] as const);
  return isCanonical(path)
    ? beelCanonicalFailure(code, message, path.slice('/api'.length))
    : beelFailure(code, message);
}
