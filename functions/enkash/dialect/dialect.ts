import type { Dialect } from '../../../shared/http/dialect.ts';
import { authenticate, type EnkashAccess, type EnkashCaller } from './caller.ts';
import { type EnkashSuccess, failureEnvelope, successEnvelope } from './envelope.ts';

/** EnKash: a bearer token that this service issued in, the vendor's response envelope out. */
export const enkash: Dialect<EnkashAccess, EnkashCaller, EnkashSuccess> = {
  authenticate,
  logged: ({ username, company }) => ({ caller: username, tenant: company }),
  success: successEnvelope,
  failure: failureEnvelope,
};
