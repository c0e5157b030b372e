import { isUuid } from '../../../shared/fields/identifiers.ts';
import type { HttpEvent } from '../../../shared/http/dialect.ts';
import { type BeelAccess, type BeelCaller, requireScopes } from '../../beel/dialect/caller.ts';
import { beelDialect } from '../../beel/dialect/dialect.ts';
import { parameterMessage, refused } from '../../beel/dialect/errors.ts';

/** The generation before today's, OpenAPI 1.0.1: the key names the company. It retires on 9 December 2026. */
export const beelFlat = beelDialect({
  authorize,
  unauthenticated: 'Authentication required',
  // OpenAPI 1.0.1 has no code for it.
  contended: { status: 500, code: 'INTERNAL_ERROR', message: 'Internal server error' },
  // There is one code for whatever is wrong in a path or query.
  invalidParameter: (issue) => ({ status: 400, code: 'BAD_REQUEST', message: parameterMessage(issue) }),
  failureMembers: () => ({}),
  // The hour is our choice.
  headers: { sunset: 'Wed, 09 Dec 2026 00:00:00 GMT' },
});

/** BeeL-Active-Company names the company to act for, and needs a scope of its own. */
function authorize(caller: BeelCaller, scope: BeelAccess, { headers }: HttpEvent): void {
  const activeCompany = headers['beel-active-company'];
  requireScopes(caller, scope, ...(activeCompany === undefined ? [] : (['companies:read'] as const)));
  if (activeCompany === undefined) return;
  if (!isUuid(activeCompany)) {
    throw refused(400, 'ACTIVE_COMPANY_HEADER_INVALID', 'The BeeL-Active-Company header must be a UUID');
  }
  // A key reaches one company only.
  if (activeCompany.toLowerCase() !== caller.company) {
    throw refused(403, 'ACTIVE_COMPANY_NOT_ACCESSIBLE', 'The API key does not reach the active company');
  }
}
