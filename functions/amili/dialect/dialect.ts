import type { Dialect } from '../../../shared/http/dialect.ts';
import { type AmiliAccess, type AmiliCaller, authenticate } from './caller.ts';
import { failureEnvelope, successEnvelope } from './envelope.ts';

/** Amili ARM: a bearer JWT in, the members of the documented 200 out. Failures have them too, which is our choice. */
export const amili: Dialect<AmiliAccess, AmiliCaller, unknown> = {
  authenticate,
  logged: ({ subject }) => ({ caller: subject }),
  success: successEnvelope,
  failure: failureEnvelope,
};
