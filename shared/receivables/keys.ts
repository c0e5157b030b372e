/** Whose data: one company, client or account of one vendor's dialect. Neither part may contain '#'. */
export interface Tenant {
  readonly vendor: string;
  readonly tenant: string;
}

/** Names a customer. */
export interface CustomerRef extends Tenant {
  readonly id: string;
}

/**
 * Names a dependent: an invoice, a document, an AR item. `kind` keeps the keys of different items apart: it is upper
 * case, without '#', not CUSTOMER, and not the name of a unique key. What may refer to a customer is of one of the
 * DEPENDENT_KINDS.
 */
export interface DependentRef extends Tenant {
  readonly kind: string;
  readonly id: string;
}

export const customerKey = ({ vendor, tenant, id }: CustomerRef): string => `${vendor}#${tenant}#${id}`;

export const customerItemKey = (ref: CustomerRef) => ({ pk: customerKey(ref), sk: 'CUSTOMER' }) as const;

export const dependentKey = ({ vendor, tenant, kind, id }: DependentRef): string =>
  `${vendor}#${tenant}#${kind}#${id}`;

export const dependentItemKey = (ref: DependentRef) => ({ pk: dependentKey(ref), sk: ref.kind });

/** The ref of the dependent with this `pk`. Only an id may contain '#'. */
export function dependentRefOf(pk: string): DependentRef {
  const [vendor, tenant, kind] = pk.split('#', 3) as [string, string, string];
  return { vendor, tenant, kind, id: pk.slice(vendor.length + tenant.length + kind.length + 3) };
}

/** The id at the end of a key, where ids contain no '#'. */
export const idInKey = (key: string): string => key.slice(key.lastIndexOf('#') + 1);
