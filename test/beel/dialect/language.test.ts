import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { languageOf } from '../../../functions/beel/dialect/language.ts';
import { languageOf as languageOfFlat } from '../../../functions/beel-flat/dialect/language.ts';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelCanonicalFailure, beelFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storeDependent } from '../../support/store.ts';
import { address, newCompany, storedBeelCustomer } from '../samples.ts';

let own: Awaited<ReturnType<typeof newCompany>>;

beforeAll(async () => {
  own = await newCompany();
});

describe('the language of messages', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['es', 'es'],
    ['ES-mx', 'es'],
    ['ca-ES,ca;q=0.9,es;q=0.8', 'ca'],
    ['fr, es;q=0.5, ca;q=0.7', 'ca'],
    ['es;q=0.2, en', 'en'],
    ['es;q=0, ca;q=0.001', 'ca'],
    ['es;q=0', 'en'],
    ['fr, de', 'en'],
    ['*', 'en'],
    ['español', 'en'],
    [`${'x,'.repeat(60)}es`, 'en'],
  ])('by Accept-Language %j is %s', (accepted, language) => {
    expect(languageOf({ headers: { 'accept-language': accepted } })).toBe(language);
    expect(languageOfFlat({ headers: { 'accept-language': accepted } })).toBe(language);
  });

  it.each([
    ['es', 'ca', 'es'],
    ['CA', undefined, 'ca'],
    ['en', 'es', 'en'],
    ['fr', 'ca', 'ca'],
    ['fr', undefined, 'en'],
  ])('of flat routes by X-Locale %j, then Accept-Language %j is %s', (locale, accepted, language) => {
    const headers = { 'x-locale': locale, 'accept-language': accepted };
    expect(languageOfFlat({ headers })).toBe(language);
  });
});

describe('messages on the routes of today', () => {
  const path = () => `/api/v1/companies/${own.company}/customers`;
  const send = (request: string, language: string, json?: unknown) =>
    call(request, { ...own, json, headers: { 'accept-language': language } });

  it.each([
    ['es', 'Cliente no encontrado'],
    ['ca', 'Client no trobat'],
    ['en', 'Customer not found'],
    ['fr', 'Customer not found'],
  ])('are told in %s: message and detail, not the code', async (language, message) => {
    const id = randomUUID();
    const { status, body } = await send(`GET ${path()}/${id}`, language);
    const instance = `${path().slice('/api'.length)}/${id}`;
    expect([status, body]).toEqual([404, beelCanonicalFailure('CLIENT_NOT_FOUND', message, instance)]);
  });

  it('say of each field what is wrong with it, whoever found it', async () => {
    const wrong = {
      legal_name: ' Ada',
      address: { ...address, street: undefined, city: '', postal_code: true },
      email: 'a@b',
      general_discount: 1e-12,
    };
    const typed = await send(`POST ${path()}`, 'es', wrong);
    const instance = path().slice('/api'.length);
    const untyped = 'address.postal_code: Entrada inválida: se esperaba texto, recibido booleano';
    const unreadable = { field: 'address.postal_code', invalid_value: true, expected_format: 'string' };
    expect(typed.body).toEqual(beelCanonicalFailure('INVALID_JSON_FORMAT', untyped, instance, unreadable));

    const json = { ...wrong, address: { ...wrong.address, postal_code: '08001' } };
    const answer = await send(`POST ${path()}`, 'ca', json);
    const details = {
      legal_name: 'Format invàlid: ha de coincidir amb el patró /^\\S.*$/',
      'address.street': 'és obligatori',
      'address.city': "Massa petit: s'esperava que string contingués com a mínim 1 caràcters",
      email: expect.stringMatching(/^Massa petit/),
      general_discount: 'ha de ser 0 o com a mínim 0.000000001',
    };
    const invalid = 'Les dades proporcionades no són vàlides.';
    expect([answer.status, answer.body]).toEqual([
      422,
      beelCanonicalFailure('VALIDATION_ERROR', invalid, instance, details),
    ]);
  });

  it('say what is wrong with an identifier or a country', async () => {
    const nif = await send(`POST ${path()}`, 'es', { legal_name: 'Ada', address, nif: 'B12345678' });
    const instance = path().slice('/api'.length);
    const control = 'tiene un carácter de control incorrecto';
    expect(nif.body).toEqual(
      beelCanonicalFailure('NIF_INVALID_CONTROL_DIGIT', `nif: ${control}`, instance, { nif: control }),
    );
    const abroad = { ...address, country: 'Francia', country_code: 'DE' };
    const country = await send(`POST ${path()}`, 'ca', { legal_name: 'Ada', address: abroad });
    const other = 'no és el de Francia, que és FR';
    const field = 'address.country_code';
    expect(country.body).toEqual(
      beelCanonicalFailure('COUNTRY_CODE_MISMATCH', `${field}: ${other}`, instance, { [field]: other }),
    );
  });

  it('are told of each row of many', async () => {
    const ref = await storedBeelCustomer(own.ref());
    await storeDependent(ref);
    const unknown = randomUUID();
    const { body } = await send(`DELETE ${path()}/bulk?ids=${ref.id},${unknown}`, 'es');
    const { errors } = (body as { data: { errors: unknown } }).data;
    expect(errors).toEqual([
      {
        customer_id: ref.id,
        error: { code: 'CLIENT_HAS_INVOICES', message: expect.stringMatching(/^Un cliente con facturas/) },
      },
      { customer_id: unknown, error: { code: 'NOT_FOUND', message: 'Cliente no encontrado' } },
    ]);
  });

  it('say why a request could not be read', async () => {
    const instance = path().slice('/api'.length);
    const headers = { 'accept-language': 'ca' };
    const cut = await send(`POST ${path()}`, 'ca', '{');
    expect(cut.body).toEqual(
      beelCanonicalFailure('INVALID_JSON_FORMAT', 'el cos no és JSON vàlid', instance),
    );
    const nobody = await call(`POST ${path()}`, { json: {}, headers });
    expect(nobody.body).toEqual(
      beelCanonicalFailure('UNAUTHORIZED', 'Cal autenticar-se per accedir a aquest recurs', instance),
    );
    const method = await send(`PUT ${path()}`, 'es');
    expect(method.body).toMatchObject({
      error: { code: 'METHOD_NOT_ALLOWED', message: expect.stringMatching(/^Esta ruta admite .*POST/) },
    });
    const query = await send(`GET ${path()}/1?x=1`, 'es');
    expect(query.body).toMatchObject({
      error: { message: "Parámetro 'customer_id' no válido: debe ser un UUID" },
    });
  });
});

describe('messages on flat routes', () => {
  it('are told in the language of X-Locale', async () => {
    const { body } = await call(`GET /api/v1/customers/${randomUUID()}`, {
      ...own,
      headers: { 'x-locale': 'es', 'accept-language': 'ca' },
    });
    expect(body).toEqual(beelFailure('NOT_FOUND', 'Recurso no encontrado'));
  });

  it('are told of what another room found, one behind the other', async () => {
    const json = { legal_name: '', nif: '1', address };
    const { body } = await call('POST /api/v1/customers', {
      ...own,
      json,
      headers: { 'accept-language': 'es' },
    });
    const details = {
      legal_name: 'Demasiado pequeño: se esperaba que texto tuviera >=1 caracteres',
      nif: 'Cadena inválida: debe coincidir con el patrón /^[A-Z0-9]{9}$/',
    };
    const message = `legal_name: ${details.legal_name}; nif: ${details.nif}`;
    expect(body).toEqual(beelFailure('VALIDATION_ERROR', message, details));
  });

  it('name the scope that is missing', async () => {
    const authorization = await beelAuthorization({ scopes: ['invoices:read'] });
    const { body } = await call(`GET /api/v1/customers/${randomUUID()}`, {
      authorization,
      headers: { 'accept-language': 'es' },
    });
    const details = { missing_scopes: 'customers:read', required_scopes: 'customers:read' };
    const message = 'A la clave de API le falta el permiso customers:read';
    expect(body).toEqual(beelFailure('INSUFFICIENT_SCOPE', message, details));
  });
});
