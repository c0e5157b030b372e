import * as z from 'zod/mini';
import type { OAuthErrorCode } from '../auth/oauth.ts';
import type { Responses } from './documentation.ts';
import type { Schema } from './operation.ts';

/** What a token endpoint answers: 200 with this token, 400 with one of these codes, 401 and 500 with one code each. */
export const oauthResponses = <Token extends Schema>(
  token: Token,
  ...codes: readonly OAuthErrorCode[]
): Responses<z.output<Token>> => ({
  200: { description: 'The token', schema: token },
  400: { description: 'Bad Request', schema: failure(...codes) },
  401: { description: 'Unauthorized', schema: failure('invalid_client') },
  500: { description: 'Server Error', schema: failure('server_error') },
});

const failure = (...codes: string[]) =>
  z.strictObject({ error: z.enum(codes), error_description: z.string() });
