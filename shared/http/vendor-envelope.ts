import type { Dialect } from './dialect.ts';
import { Failure } from './failure.ts';
import type { Middleware } from './invocation.ts';

/** Shapes what an operation returns or throws as the vendor would. */
export const vendorEnvelope = <Access, Caller, Success>(
  dialect: Dialect<Access, Caller, Success>,
): Middleware => ({
  after(invocation) {
    invocation.response = dialect.success(invocation.response as Success, invocation.event.origin);
  },
  onError(invocation) {
    const { error, event } = invocation;
    invocation.response = dialect.failure(error instanceof Failure ? error : undefined, event.origin);
  },
});
