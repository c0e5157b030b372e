import type { Schema } from './operation.ts';

/**
 * What the OpenAPI document says of a dialect as a whole. Kept in a file that no handler imports, so that no bundle
 * carries it.
 */
export interface ApiDocumentation<Access = unknown> {
  readonly title: string;
  /** Markdown. */
  readonly description: string;
  /** What each resource folder of the dialect is about. */
  readonly tags: Readonly<Record<string, string>>;
  /** What the Authorization header may hold, by name. */
  readonly securitySchemes: Readonly<Record<string, AuthorizationScheme>>;
  /** The scheme, and the scopes in it, that an operation of this access asks for; nothing where it is open to all. */
  security(access: Access): SecurityRequirement | undefined;
  /** Headers besides Authorization that the dialect looks at on a route, each with what it says. All may be left out. */
  requestHeaders?(route: string): Headers;
  /** Headers that the dialect gives to every answer of a route, each with what it says. */
  responseHeaders?(route: string): Headers;
  /** Schemas that have a name of their own in the document, wherever they occur. */
  readonly schemas: NamedSchemas;
  /**
   * What fields mean whose names do not say all. By name, `ifsc`, or where one name means several things by the schema
   * or field that it is in: `KeyContact.deleted`, `approvalStatus.label`.
   */
  readonly fields: Readonly<Record<string, string>>;
  /** What stands in examples for the placeholders of the event fixtures. */
  readonly samples: Readonly<Record<string, string>>;
}

/** As clients may write something and as answers show it: the two differ where there are defaults or transforms. */
export interface NamedSchemas {
  readonly requests: Readonly<Record<string, Schema>>;
  readonly answers: Readonly<Record<string, Schema>>;
}

export type Headers = Readonly<Record<string, string>>;

export interface AuthorizationScheme {
  readonly type: 'http';
  readonly scheme: 'basic' | 'bearer';
  readonly bearerFormat?: string;
  readonly description: string;
}

/** Scopes by the name of their scheme. */
export type SecurityRequirement = Readonly<Record<string, string[]>>;
