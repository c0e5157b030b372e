import { expect, it } from 'vitest';
import { stored } from '../../../functions/beel/customers/alternative-id.ts';
import { problemOf } from '../problem.ts';

it.each(
  (
    'ATU12345678 BE0123456789 BG123456789 BG1234567890 CY12345678X CZ12345678 CZ1234567890 DE123456780 DK12345678 ' +
    'EE123456789 FI12345678 FRXX123456789 HR12345678901 HU12345678 IE1+23456A IE1234567FA IT12345678901 ' +
    'LT123456789 LT123456789012 LU12345678 LV12345678901 MT12345678 NL123456789B01 PL1234567890 PT123456789 RO12 ' +
    'RO1234567890 SE123456789012 SI12345678 SK1234567890'
  ).split(' '),
)('takes %s as the VAT number of its state, and not with a letter more', (number) => {
  const country_code = number.slice(0, 2);
  expect(stored({ type: '02', number: ` ${number.toLowerCase()}` }, 'id')).toEqual({
    type: '02',
    number,
    country_code,
  });
  const longer = { type: '02', number: `${number}X`, country_code } as const;
  const message = `is not a VAT number of ${country_code}`;
  expect(problemOf(() => stored(longer, 'id'))).toEqual({
    kind: 'refused',
    status: 422,
    code: 'ALTERNATIVE_ID_VAT_INVALID_FORMAT',
    message: `id.number: ${message}`,
    details: { 'id.number': message },
  });
});
