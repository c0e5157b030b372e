import type { Grants } from '../shared/http/operation.ts';

/** A function that no route calls. */
export interface Worker {
  /** Its file below functions/, without the ending: `workers/<verb>-<noun>`. */
  readonly name: `workers/${string}`;
  /** What calls it. */
  readonly trigger: 'deployment';
  readonly grants: Grants;
}

/** Reads the public half of the signing key while a stack is deployed. */
export const readPublicKey = {
  name: 'workers/read-public-key',
  trigger: 'deployment',
  grants: { tokenKey: 'read' },
} as const satisfies Worker;

/** Every worker of the service. */
export const workers: readonly Worker[] = [readPublicKey];
