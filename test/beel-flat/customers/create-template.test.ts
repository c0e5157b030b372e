import { describe, expect, it } from 'vitest';
import { requested } from '../../../functions/beel/customers/customer-request.ts';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';

const HEADER =
  'nombre_fiscal;nif;email;telefono;direccion_calle;direccion_numero;direccion_codigo_postal;direccion_poblacion;direccion_provincia';

/** The cells of a row: separated by semicolons, those with a space in quotes. */
const cellsOf = (row: string): string[] =>
  [...row.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;"]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain as string) : quoted.replaceAll('""', '"'),
  );

const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** Whether a Spanish tax id ends with its control digit or letter: DNI, NIE or CIF. */
function hasControlDigit(nif: string): boolean {
  const person = /^([XYZ]?)(\d{7,8})([A-Z])$/.exec(nif);
  if (person) {
    const [, prefix = '', digits, letter] = person;
    return LETTERS[Number(`${prefix && 'XYZ'.indexOf(prefix)}${digits}`) % 23] === letter;
  }
  const digits = [...nif.slice(1, 8)].map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const doubled = digit * 2;
    return total + (index % 2 === 1 ? digit : Math.floor(doubled / 10) + (doubled % 10));
  }, 0);
  return /^[ABEH]\d{8}$/.test(nif) && (10 - (sum % 10)) % 10 === Number(nif.at(-1));
}

async function template() {
  const authorization = await beelAuthorization({ scopes: ['customers:read'] });
  return call('POST /api/v1/customers/templates/csv', { authorization });
}

describe('POST /api/v1/customers/templates/csv', () => {
  it('is a file for Excel: UTF-8 with a byte order mark, separated by semicolons', async () => {
    const answer = await template();

    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="template_clientes_beel.csv"',
      sunset: 'Wed, 09 Dec 2026 00:00:00 GMT',
    });
    // fetch takes the mark off a text; the length in bytes still has it.
    const bytes = Buffer.byteLength(answer.body as string);
    expect(Number(answer.headers['content-length']) - bytes).toBe(3);
    const rows = (answer.body as string).split('\n');
    expect(rows[0]).toBe(HEADER);
    expect(rows[1]).toBe(
      '"Construcciones García y Asociados SL";B12345674;contacto@construccionesgarcia.es;915551234;"Calle Gran Vía";45;28013;Madrid;Madrid',
    );
    expect([rows.length, rows.at(-1)]).toEqual([6, '']);
  });

  it('has example rows that would import as they are', async () => {
    const { body } = await template();

    const rows = (body as string).trimEnd().split('\n').slice(1).map(cellsOf);

    const customers = rows.map(
      ([legal_name, nif, email, phone, street, number, postal_code, city, province]) =>
        requested().safeParse({
          legal_name,
          nif,
          email,
          phone,
          address: { street, number, postal_code, city, province },
        }),
    );
    expect(customers.map(({ error }) => error?.issues)).toEqual([undefined, undefined, undefined, undefined]);
    const nifs = customers.map(({ data }) => data?.nif as string);
    expect(nifs.map((nif) => [nif, hasControlDigit(nif)])).toEqual(nifs.map((nif) => [nif, true]));
    expect(new Set(nifs).size).toBe(4);
    expect(rows.map((cells) => cells.length)).toEqual([9, 9, 9, 9]);
  });

  it('needs the scope to read customers', async () => {
    const authorization = await beelAuthorization({ scopes: ['customers:write'] });

    const answer = await call('POST /api/v1/customers/templates/csv', { authorization });

    expect(answer.status).toBe(403);
    const details = { missing_scopes: 'customers:read', required_scopes: 'customers:read' };
    const message = 'The API key lacks the scope customers:read';
    expect(answer.body).toEqual(beelFailure('INSUFFICIENT_SCOPE', message, details));
  });
});
