import type { Dialect } from './dialect.ts';
import type { Middleware } from './invocation.ts';
import type { Operation } from './operation.ts';

/** Asks the dialect who is calling, before anything else of the request is looked at. */
export const authentication = <Access, Caller, Success>(
  dialect: Dialect<Access, Caller, Success>,
  operation: Operation<Access>,
): Middleware => ({
  async before({ event, internal }) {
    const { access } = operation;
    const caller = await dialect.authenticate(event, access, internal.origin);
    internal.caller = caller;
    if (dialect.logged) internal.note(dialect.logged(caller));
    dialect.authorize?.(caller, access, event, operation);
  },
});
