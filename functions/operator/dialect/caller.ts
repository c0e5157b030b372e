import type { ApiKey } from '../../../shared/auth/api-keys.ts';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import { Failure } from '../../../shared/http/failure.ts';
import type { Origin } from '../../../shared/http/operation.ts';
import type { CustomerRef, Tenant } from '../../../shared/receivables/keys.ts';
import type { Vendor } from '../../vendor.ts';
import { type VendorName, vendors } from '../../vendors.ts';
import { type OperatorGrant, readOperatorKey, SCOPES, type Scope } from './api-keys.ts';
import { notFound, refused } from './errors.ts';

/** Who is calling: a key of the service's operator, or a person whom the stage's own issuer knows. */
export type OperatorCaller = ApiKey<OperatorGrant>;

/** The scope that an operation needs. */
export type OperatorAccess = Scope;

/** @throws Failure `unauthenticated`: also for a token or key of a vendor */
export async function authenticate(origin: Origin): Promise<OperatorCaller> {
  const { authorization } = origin.headers;
  const [, key] = /^Bearer +(offboard_operator_[0-9a-f]{1,128}) *$/i.exec(authorization ?? '') ?? [];
  if (!key && process.env.OPERATOR_ISSUER) {
    const { operatorOfToken } = await import('./tokens.ts');
    return operatorOfToken(authorization, SCOPES);
  }
  const caller = key && (await readOperatorKey(credentials(origin), key));
  if (!caller) throw new Failure({ kind: 'unauthenticated' });
  return caller;
}

/** @throws Failure that names the scope */
export function requireScope({ scopes }: OperatorCaller, scope: Scope): void {
  if (!scopes.includes(scope)) throw refused(403, 'insufficient-scope', `the key lacks the scope ${scope}`);
}

/** The tenant that a path names. */
interface TenantPath {
  readonly vendor: VendorName;
  readonly tenant: string;
}

/** Whether a key is for a tenant. */
export const reaches = ({ vendors: reached, tenants }: OperatorCaller, { vendor, tenant }: Tenant): boolean =>
  (reached?.includes(vendor) ?? true) && (tenants?.includes(`${vendor}:${tenant}`) ?? true);

/** The vendor of a path, and whose customers it is about. @throws Failure for those that the key does not reach */
export function tenantOf(
  caller: OperatorCaller,
  { vendor, tenant }: TenantPath,
): Tenant & { readonly rules: Vendor } {
  const rules = vendors[vendor];
  // Whether there is such a tenant is not told.
  if (!reaches(caller, { vendor, tenant }) || !rules.tenant.test(tenant)) throw notFound();
  return { vendor, tenant, rules };
}

/** The customer that a path names. @throws Failure for one that the key does not reach, or that nobody can be */
export function customerOf(
  caller: OperatorCaller,
  path: TenantPath & { readonly customer_id: string },
): { readonly ref: CustomerRef; readonly rules: Vendor } {
  const { rules, ...tenant } = tenantOf(caller, path);
  const id = rules.customerIdOf(path.customer_id);
  if (id === undefined) throw notFound();
  return { ref: { ...tenant, id }, rules };
}
