export const ENTITY_TYPES = ['INDIVIDUAL', 'LEGAL_ENTITY'] as const;

/** What the issuer of an invoice must have. */
export const ISSUER_FIELDS = ['entity_type', 'legal_name', 'address'] as const;

/** Why a company cannot issue: of the vendor's reasons the one that there is here. */
export const BLOCKERS = ['PROFILE_INCOMPLETE'] as const;

/** By the first character of the tax id: K, L and M are natural persons, as digits, X, Y and Z are. */
export const entityTypeOf = (nif: string | undefined): (typeof ENTITY_TYPES)[number] | undefined =>
  nif === undefined ? undefined : /^[A-HJNP-SUVW]/.test(nif) ? 'LEGAL_ENTITY' : 'INDIVIDUAL';

interface Profile {
  readonly nif?: string;
  readonly legal_name?: string;
  readonly address?: object;
}

/** Whether a company can issue invoices, and what keeps it from it. */
export function readinessOf({ nif, legal_name, address }: Profile) {
  const known = { entity_type: entityTypeOf(nif), legal_name, address };
  const missing_fields = ISSUER_FIELDS.filter((field) => known[field] === undefined);
  const ready = missing_fields.length === 0;
  return { ready, blockers: ready ? [] : [...BLOCKERS], ...(!ready && { missing_fields }) };
}
