import type { Dialect } from '../../../shared/http/dialect.ts';
import { authenticate, type OperatorAccess, type OperatorCaller, requireScope } from './caller.ts';
import { failureEnvelope, type OperatorSuccess, successEnvelope } from './envelope.ts';

/** Our own dialect, of the service's operator: a key in, JSON or a problem (RFC 9457) out. */
export const operator: Dialect<OperatorAccess, OperatorCaller, OperatorSuccess> = {
  authenticate: (_, __, origin) => authenticate(origin),
  logged: ({ keyId }) => ({ caller: keyId }),
  authorize: requireScope,
  success: successEnvelope,
  failure: failureEnvelope,
};
