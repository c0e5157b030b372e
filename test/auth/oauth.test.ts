import { describe, expect, it } from 'vitest';
import { basicCredentials, oauth, oauthRefusal } from '../../shared/auth/oauth.ts';
import { Failure, type Problem } from '../../shared/http/failure.ts';

const encoded = (text: string) => Buffer.from(text).toString('base64');

const HEADERS = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

type Origin = Parameters<typeof oauth.failure>[1];

/** The answer to a failure, its body parsed. */
function answerTo(failure: Failure | undefined) {
  const { body, ...answer } = oauth.failure(failure, {} as Origin);
  return { ...answer, body: JSON.parse(body as string) };
}

const refusedWith = (statusCode: number, error: string, error_description: string, headers = {}) => ({
  statusCode,
  headers: { ...HEADERS, ...headers },
  body: { error, error_description },
});

describe('the token endpoint', () => {
  it('asks nobody who they are before it has read the request', () => {
    expect(oauth.authenticate({} as Parameters<typeof oauth.authenticate>[0], 'public', {} as Origin)).toBe(
      undefined,
    );
  });

  it('answers with the bare token', () => {
    const token = { access_token: 'a.b.c', token_type: 'Bearer', expires_in: 600 };

    expect(oauth.success(token, {} as Origin)).toEqual({
      statusCode: 200,
      headers: HEADERS,
      body: JSON.stringify(token),
    });
  });

  it('asks a client that it does not know for its credentials', () => {
    expect(answerTo(oauthRefusal('invalid_client', 'who?'))).toEqual(
      refusedWith(401, 'invalid_client', 'who?', { 'www-authenticate': 'Basic realm="token"' }),
    );
  });

  it.each([
    ['contended', 'nothing was changed, because other requests were changing the same: try again'],
    ['throttled', 'nothing was changed, because there are too many requests: try again'],
  ] as const)('asks a client to come again where its request was %s', (kind, message) => {
    expect(answerTo(new Failure({ kind }))).toEqual(
      refusedWith(500, 'server_error', message, { 'retry-after': '1' }),
    );
  });

  it.each(['invalid_grant', 'invalid_request', 'unsupported_grant_type'] as const)('refuses %s', (code) => {
    expect(answerTo(oauthRefusal(code, 'not so'))).toStrictEqual(refusedWith(400, code, 'not so'));
  });

  it.each<[string, Problem]>([
    [
      'grant_type: expected; scope: too long',
      {
        kind: 'invalid',
        issues: [
          { in: 'body', field: 'grant_type', message: 'expected', missing: true, code: 'invalid_type' },
          { in: 'body', field: 'scope', message: 'too long', missing: false, code: 'too_big' },
        ],
      },
    ],
    ['the body must be a form', { kind: 'unsupportedMediaType', expected: 'a form' }],
    ['the body has more than 100 bytes', { kind: 'bodyTooLarge', size: 101, limit: 100 }],
    ['the request is malformed', { kind: 'malformedBody', message: 'what is this' }],
    ['the request is malformed', { kind: 'unauthenticated' }],
    ['the request is malformed', { kind: 'forbidden', message: 'no' }],
    ['the request is malformed', { kind: 'routeNotFound' }],
    ['the request is malformed', { kind: 'methodNotAllowed', allowed: ['POST'] }],
  ])('says what is wrong: %s', (description, problem) => {
    expect(answerTo(new Failure(problem))).toEqual(refusedWith(400, 'invalid_request', description));
  });

  it('says nothing of what went wrong in the house', () => {
    expect(answerTo(undefined)).toEqual(
      refusedWith(500, 'server_error', 'the request could not be processed'),
    );
  });
});

describe('the credentials of a client', () => {
  it.each<[string, string, { id: string; secret: string }]>([
    ['a pair', `Basic ${encoded('id:secret')}`, { id: 'id', secret: 'secret' }],
    ['whatever the case, with spaces', `bAsIc   ${encoded('id:secret')}  `, { id: 'id', secret: 'secret' }],
    ['a secret with colons and line breaks', `Basic ${encoded('id:a:b\nc')}`, { id: 'id', secret: 'a:b\nc' }],
    ['an id with a line break', `Basic ${encoded('a\nb:c')}`, { id: 'a\nb', secret: 'c' }],
    ['nothing on either side', `Basic ${encoded(':')}`, { id: '', secret: '' }],
    ['no padding', 'Basic aWQ6c2VjcmV0', { id: 'id', secret: 'secret' }],
    ['one sign of padding', `Basic ${encoded('id:secre')}`, { id: 'id', secret: 'secre' }],
    ['two signs of padding', `Basic ${encoded('id:secr')}`, { id: 'id', secret: 'secr' }],
    ['plus and slash', 'Basic Oj4+Pz8/', { id: '', secret: '>>???' }],
  ])('are read: %s', (_, header, expected) => {
    expect(basicCredentials(header)).toEqual(expected);
  });

  it.each<[string, string | undefined]>([
    ['no header', undefined],
    ['an empty one', ''],
    ['another scheme', `Bearer ${encoded('id:secret')}`],
    ['something before', `x Basic ${encoded('id:secret')}`],
    ['something after', `Basic ${encoded('id:secret')} x`],
    ['no space', `Basic${encoded('id:secret')}`],
    ['no colon', `Basic ${encoded('id')}`],
    ['too much padding', `Basic ${encoded('id:secr')}=`],
    ['padding inside', 'Basic aWQ=OnNl'],
    ['base64url', 'Basic Oj4-Pz8_'],
    ['nothing', 'Basic '],
  ])('are not there: %s', (_, header) => {
    expect(basicCredentials(header)).toBe(undefined);
  });
});
