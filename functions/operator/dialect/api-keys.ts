import { apiKeyReader } from '../../../shared/auth/api-keys.ts';

/** What a key can be allowed: to look, and to change. */
export const SCOPES = ['read', 'write'] as const;

export type Scope = (typeof SCOPES)[number];

/** What a key may do, and whose customers it reaches: everybody's, unless it says otherwise. */
export interface OperatorGrant {
  /** Who uses it. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Names of vendors. */
  readonly vendors?: readonly string[];
  /** Each as `<vendor>:<tenant>`, the tenant as keys have it. */
  readonly tenants?: readonly string[];
}

/** What the secret of a key begins with, so that people and scanners know what they have found. */
export const PREFIX = 'offboard_operator_';

/** The name of a key's credential. */
export const operatorKeyId = (keyHash: string): string => `operator#key#${keyHash}`;

export const readOperatorKey = apiKeyReader<OperatorGrant>(operatorKeyId);
