import { isUuid } from '../../../shared/fields/identifiers.ts';
import type { HttpEvent } from '../../../shared/http/dialect.ts';
import { type BeelAccess, type BeelCaller, requireScopes } from '../../beel/dialect/caller.ts';
import { beelDialect } from '../../beel/dialect/dialect.ts';
import { parameterWords, refused } from '../../beel/dialect/errors.ts';
import { say } from '../../beel/dialect/say.ts';
import { languageOf } from './language.ts';
import { successorOf } from './successor.ts';

/** The generation before today's, OpenAPI 1.0.1: the key names the company. It retires on 9 December 2026. */
export const beelFlat = beelDialect({
  authorize,
  languageOf,
  unauthenticated: 'unauthorized.flat',
  // OpenAPI 1.0.1 has no code for it.
  contended: { status: 500, code: 'INTERNAL_ERROR', words: say('INTERNAL_ERROR') },
  // There is one code for whatever is wrong in a path or query.
  invalidParameter: (issue) => ({ status: 400, code: 'BAD_REQUEST', words: parameterWords(issue) }),
  otherMediaType: (type) => say('mediaType.flat', { type }),
  failureMembers: () => ({}),
  headers({ route }) {
    const successor = route && successorOf(route);
    return {
      deprecation: 'true',
      // The hour is our choice.
      sunset: 'Wed, 09 Dec 2026 00:00:00 GMT',
      // The path as it is documented, with its names in braces: who calls, and so which company, may not be known.
      ...(successor && { link: `<${successor}>; rel="successor-version"` }),
    };
  },
});

/** BeeL-Active-Company names the company to act for, and needs a scope of its own. */
function authorize(caller: BeelCaller, scope: BeelAccess, { headers }: HttpEvent): void {
  const activeCompany = headers['beel-active-company'];
  requireScopes(caller, scope, ...(activeCompany === undefined ? [] : (['companies:read'] as const)));
  if (activeCompany === undefined) return;
  if (!isUuid(activeCompany)) {
    throw refused(400, 'ACTIVE_COMPANY_HEADER_INVALID');
  }
  // A key reaches one company only.
  if (activeCompany.toLowerCase() !== caller.company) {
    throw refused(403, 'ACTIVE_COMPANY_NOT_ACCESSIBLE', say('company.active.notAccessible'));
  }
}
