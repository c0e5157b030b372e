import { expect, it } from 'vitest';
import { requireNif } from '../../../functions/beel/customers/nif.ts';
import { problemOf } from '../problem.ts';

const MESSAGE = 'has a wrong control character';

it.each([
  ['a person', '12345678', 'Z'],
  ['a foreigner', 'X1234567', 'L'],
  ['a foreigner of the second series', 'Y1234567', 'X'],
  ['a foreigner of the third series', 'Z1234567', 'R'],
  ['a minor', 'K1234567', 'L'],
  ['a limited company', 'B1234567', '4D'],
  ['a company whose control is 0', 'A5881860', '0J'],
  ['a public body', 'Q2826000', '8H'],
])('takes the tax id of %s with its control character alone', (_, start, controls) => {
  const ends = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  expect(ends.filter((end) => problemOf(() => requireNif(start + end)) === undefined).join('')).toBe(
    controls,
  );
  expect(problemOf(() => requireNif(`${start}Y`))).toEqual({
    kind: 'refused',
    status: 422,
    code: 'NIF_INVALID_CONTROL_DIGIT',
    message: `nif: ${MESSAGE}`,
    details: { nif: MESSAGE },
  });
});
