/** The name of a client's credential; client ids are compared letter by letter. */
export const clientCredentialId = (clientId: string): string => `amili#client#${clientId}`;

/** What a client of the token service may do. */
export interface ClientGrant {
  /** The ARM client numbers that it may act for. */
  readonly clients: readonly number[];
  /** A UUID in token answers, always the same for a client. What the vendor's stands for is not documented. */
  readonly resource: string;
}
