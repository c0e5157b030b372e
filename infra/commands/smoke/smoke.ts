import type { Api } from './api.ts';
import type { Tenants } from './tenants.ts';

/** What checks have in common. */
export interface Smoke {
  readonly api: Api;
  readonly stage: string;
  readonly tenants: Tenants;
  /** Requests whose lines the logs must have, by the id that the answer told. */
  readonly logged: LoggedRequest[];
}

export interface LoggedRequest {
  /** The stack, and in it the log: `enkash`, `Log`. */
  readonly stack: string;
  readonly log: string;
  readonly id: string;
}

/** Why a check does not apply here. */
export class NotChecked extends Error {}

export interface Check {
  readonly name: string;
  /** @returns what was seen, in a few words @throws Mismatch, NotChecked */
  readonly run: (smoke: Smoke) => Promise<string>;
}
