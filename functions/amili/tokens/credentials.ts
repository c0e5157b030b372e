/** The name of a client's credential; client ids are compared letter by letter. */
export const clientCredentialId = (clientId: string): string => `amili#client#${clientId}`;

/** What a client of the token service may do. */
export interface ClientGrant {
  /** The ARM client numbers that it may act for. */
  readonly clients: readonly number[];
  /** UUID that token answers name, the same for one client; what the vendor's identifies is not documented. */
  readonly resource: string;
}
