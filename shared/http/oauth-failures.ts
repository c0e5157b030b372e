import * as z from 'zod/mini';
import type { OAuthErrorCode } from '../auth/oauth.ts';
import type { Documentation } from './operation.ts';

const failure = (...codes: string[]) =>
  z.strictObject({ error: z.enum(codes), error_description: z.string() });

/** What a token endpoint refuses with, for the OpenAPI document: 400 has these codes, the others one each. */
export const oauthFailures = (...codes: readonly OAuthErrorCode[]): Documentation['responses'] => ({
  400: { description: 'Bad Request', schema: failure(...codes) },
  401: { description: 'Unauthorized', schema: failure('invalid_client') },
  500: { description: 'Server Error', schema: failure('server_error') },
});
