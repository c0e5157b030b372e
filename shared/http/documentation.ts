import type { Schema } from './operation.ts';

/**
 * What the OpenAPI document says of an operation beyond its request. Operations export it as a function, which no
 * handler calls, so that no bundle carries it.
 */
export interface Documentation<Success = unknown> {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  /**
   * What a client's author can rely on: the vendor documents the operation; its path or shape is inferred from what
   * the vendor shows elsewhere; or it is our choice, because the vendor is silent.
   */
  readonly source: 'documented' | 'inferred' | 'ours';
  /** The security scheme of an operation that looks at credentials itself, as a token endpoint does. */
  readonly security?: string;
  readonly responses: Responses<Success>;
}

/** Answers by status. `Success` is what the operation's body returns for its success, before the dialect's envelope. */
export type Responses<Success = unknown> = Readonly<Record<number, DocumentedResponse>> & {
  readonly [SUCCESS]?: Success;
};

/** A key that no object has: it carries the type. */
declare const SUCCESS: unique symbol;

/** What an operation with this documentation returns; nothing will do where there is no documentation. */
export type SuccessOf<Documented extends () => Documentation> = [Documented] extends [never]
  ? never
  : ReturnType<Documented>['responses'] extends Responses<infer Success>
    ? Success
    : never;

export interface DocumentedResponse {
  readonly description: string;
  /** Absent where the answer has no body. */
  readonly schema?: Schema;
  /** `application/json` when not said. */
  readonly contentType?: string;
  /** Headers that every such answer has, each with what it says. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A body as the vendor shows it. */
  readonly example?: unknown;
}
