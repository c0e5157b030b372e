/** The name of an API client's credential; its secret is long and random. */
export const clientCredentialId = (clientId: string): string => `enkash#client#${clientId}`;

/** What a client may do. */
export interface ClientGrant {
  /** It logs in users of this company, and nobody else's. */
  readonly company: string;
}

/** The name of a user's credential; user names are compared letter by letter. */
export const userCredentialId = (username: string): string => `enkash#user#${username}`;

/** What a user may do. */
export interface UserGrant {
  /** The company it belongs to. */
  readonly company: string;
  /** Every company it may act for, its own among them. */
  readonly companies: readonly string[];
}
