import { type Dialect, json } from '../../../shared/http/dialect.ts';
import { type AmiliAccess, type AmiliCaller, authenticate } from './caller.ts';
import { failureEnvelope } from './envelope.ts';

/** Amili ARM: JWT bearer in, the members of the documented 200 body out, on failures too (bodies there are our choice). */
export const amili: Dialect<AmiliAccess, AmiliCaller, unknown> = {
  authenticate,
  success: (body) => json(200, body),
  failure: failureEnvelope,
};
