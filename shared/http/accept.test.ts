import { expect, it } from 'vitest';
import { accepts } from './accept.ts';

it.each([
  [undefined, true],
  ['', true],
  ['nonsense', true],
  ['*/*', true],
  ['application/*', true],
  ['application/json', true],
  ['Application/JSON; charset=utf-8', true],
  ['text/html, application/json;q=0.1', true],
  ['text/html, */*;q=0.1', true],
  ['application/json;q=0, */*', false],
  ['application/*;q=0, */*', false],
  ['application/*, */*;q=0', true],
  ['*/*;q=0.0', false],
  ['text/html', false],
  ['text/*', false],
  ['application/xml', false],
  ['application/problem+json', false],
  [`${'text/html,'.repeat(60)}*/*`, false],
])('Accept: %j takes JSON: %s', (header, isTaken) => {
  expect(accepts(header, 'application/json')).toBe(isTaken);
});
