import type { Api } from '../../smoke/api.ts';

/** A service with customers that might be anybody's, and what pictures are taken of. */
export interface World {
  readonly url: string;
  /** One with a history, that invoices refer to. */
  readonly customer: { readonly vendor: string; readonly tenant: string; readonly id: string };
  /** What the client was told whose delete of it was refused. */
  readonly refusedTrace: string;
}

/** Somebody who calls as a client of a vendor's tenant. */
export interface Client {
  readonly api: Api;
  readonly authorization: string;
  readonly tenant: string;
  /** Of the service's operator. */
  readonly operator: string;
}
