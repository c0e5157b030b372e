import { describe, expect, it } from 'vitest';
import { type ErrorStyle, errorOf, refused, refusedField } from '../../../functions/beel/dialect/errors.ts';
import { languageOf } from '../../../functions/beel/dialect/language.ts';
import { say, wordsOfText } from '../../../functions/beel/dialect/say.ts';
import { type Language, WORDS } from '../../../functions/beel/dialect/words.ts';
import type { Failure } from '../../../shared/http/failure.ts';

const style: ErrorStyle = {
  languageOf,
  unauthenticated: 'UNAUTHORIZED',
  contended: { status: 409, code: 'CONCURRENT_MODIFICATION', words: say('CONCURRENT_MODIFICATION') },
  invalidParameter: () => ({ status: 400, code: 'BAD_REQUEST', words: say('BAD_REQUEST') }),
  otherMediaType: (type) => say('mediaType.flat', { type }),
};

const told = ({ problem }: Failure, language: Language) =>
  errorOf(problem, style, { headers: { 'accept-language': language } });

describe('a refusal', () => {
  it('is told in the words of its code', () => {
    const failure = refused(404, 'SERIES_NOT_FOUND', undefined, { field: 'series_id' });
    expect(failure.message).toBe('Series not found');
    expect(told(failure, 'en')).toEqual({
      status: 404,
      code: 'SERIES_NOT_FOUND',
      message: 'Series not found',
      details: { field: 'series_id' },
      headers: {},
    });
    expect(told(failure, 'es').message).toBe('Serie no encontrada');
    expect(told(failure, 'ca').message).toBe('Sèrie no trobada');
  });

  it('is told in words of its own, in details too', () => {
    const failure = refused(409, 'CONFLICT', say('conflict.nif', { value: '{field}' }), {
      value: 'B1',
      message: say('conflict.nif', { value: 'B1' }),
    });
    expect(told(failure, 'ca')).toMatchObject({
      message: 'Ja existeix un client amb el NIF {field}',
      details: { value: 'B1', message: 'Ja existeix un client amb el NIF B1' },
    });
    const field = refusedField('VALIDATION_ERROR', 'due_date', say('date.notBeforeToday'));
    expect(told(field, 'es')).toMatchObject({
      message: 'due_date: no debe ser anterior a hoy',
      details: { due_date: 'no debe ser anterior a hoy' },
    });
  });

  it('with an English text is told so in English, and in the words of its code else', () => {
    const failure = refused(422, 'SERIES_INACTIVE', 'Series A is not active');
    expect([told(failure, 'en').message, told(failure, 'es').message]).toEqual([
      'Series A is not active',
      'La serie no está activa',
    ]);
    const unknown = refused(422, 'NOT_IN_THE_TABLE', 'In English');
    expect(told(unknown, 'es').message).toBe('In English');
  });
});

describe('what other rooms say of fields and bodies', () => {
  const texts = Object.entries(WORDS).filter(([key]) => /^(field|body)\./.test(key) && key !== 'field.of');

  it.each(texts)('%s is found by its English text', (_, { en, es }) => {
    const filled = (text: string) => text.replaceAll(/\{\w+\}/g, '7');
    expect(wordsOfText(filled(en))?.in('es')).toBe(filled(es));
  });

  it('is no other text', () => {
    expect(wordsOfText('must be a UUID or none')).toBe(undefined);
  });
});
