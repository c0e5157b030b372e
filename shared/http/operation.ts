import type * as z from 'zod/mini';
import type { IndexName } from '../dynamodb/table-definitions.ts';

export type Schema = z.ZodMiniType<unknown, unknown>;

/** Milliseconds of patience for operations on many rows: one deadline for all of them. */
export const MANY_ROWS = 10_000;

/** Megabytes for functions that look at many rows: Lambda gives a whole processor with these. */
export const WHOLE_PROCESSOR = 1_769;

/**
 * What an operation's role may do, in the terms of IAM: `PutItem` is dynamodb:PutItem, `PutObject` is s3:PutObject. Nothing
 * is implied.
 */
export interface Grants {
  readonly receivables?: readonly DynamoDbAction[];
  /** The indexes of the receivables table that it may Query. `Query` of the table itself allows none of them. */
  readonly indexes?: readonly IndexName[];
  readonly credentials?: readonly DynamoDbAction[];
  /** Contents of files of its own dialect. */
  readonly files?: readonly ('GetObject' | 'PutObject')[];
  /** What it may do with the stage's bus of events. */
  readonly events?: readonly 'PutEvents'[];
  /** Whether the function signs access tokens, only verifies them, or reads the key's public half. */
  readonly tokenKey?: 'sign' | 'verify' | 'read';
  /** Whether it is told for how many days its stage lets deleted customers be restored. */
  readonly restorationDays?: true;
  /** Whether it puts entries into histories, and so is told for how long they are kept. */
  readonly history?: 'kept';
}

export type DynamoDbAction =
  | 'BatchGetItem'
  | 'ConditionCheckItem'
  | 'DeleteItem'
  | 'GetItem'
  | 'PartiQLUpdate'
  | 'PutItem'
  | 'Query'
  | 'UpdateItem';

/** Reads bodies of a media type that few operations take. Not a name, so that the other bundles do not carry it. */
export interface BodyReader {
  readonly mediaType: string;
  /** @throws Failure when it is not of this media type, or cannot be read */
  read(body: SentBody): Promise<unknown>;
}

/** A body as API Gateway hands it over. */
export interface SentBody {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string | undefined;
  readonly isBase64Encoded: boolean;
}

/**
 * One operation as data. Routes, the local gateway, the OpenAPI documents, the event fixtures and the security suite
 * are all made from it.
 */
export interface Operation<Access = unknown> {
  /** Its file below functions/, without the ending: `<dialect>/<resource>/<verb>-<noun>`. */
  readonly name: `${string}/${string}/${string}`;
  /** Method and path, as API Gateway writes a route. */
  readonly route: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`;
  /** Who may call it, in the dialect's terms. */
  readonly access: Access;
  readonly grants: Grants;
  readonly path?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  /** How the body is written; JSON when not said. */
  readonly bodyType?: 'json' | 'form' | BodyReader;
  /** Bytes of the body that it takes; BODY_LIMIT when not said. */
  readonly bodyLimit?: number;
  /** Values of the body that it takes: members of objects and elements of lists, at any depth; by its bytes when not said. */
  readonly valuesLimit?: number;
  /** The media type that its success has, where it has a body; JSON when not said. */
  readonly answerType?: `${string}/${string}`;
  /** Milliseconds for which it keeps trying to reach DynamoDB; PATIENCE when not said. */
  readonly patience?: number;
  /** Megabytes of its function, which has processor time by them; as most have when not said. */
  readonly memory?: number;
  /** Whether it deletes or retires what it is about: such an operation has a dry run and, of one, a condition. */
  readonly deletes?: 'one' | 'many';
  /** Whether it takes a condition although it is no delete: it changes only what was seen. */
  readonly conditional?: true;
}

type Parsed<S> = S extends Schema ? z.output<S> : undefined;

/** What a request asks for beside what its vendor knows. */
export interface Wishes {
  /** It asks what would become of it, and nothing is written. */
  readonly dryRun: boolean;
  /** What it has seen: nothing else is deleted or changed. Undefined where whatever is there will do. */
  readonly seen: { readonly version: number; readonly createdIn: string } | undefined;
}

/** A parsed request, as an operation's body sees it. */
export interface Request<O extends Operation = Operation, Caller = unknown> {
  readonly caller: Caller;
  readonly path: Parsed<O['path']>;
  readonly query: Parsed<O['query']>;
  readonly body: Parsed<O['body']>;
  /** The text of the body as it was sent. */
  readonly sent: O['body'] extends Schema ? string : undefined;
  readonly wishes: O extends { deletes: string } | { conditional: true } ? Wishes : undefined;
  readonly origin: Origin;
  readonly note: Note;
}

/**
 * What the log line of a request says of its own: who called for whom, and what became of it in the domain's word
 * (`removed`, `linked`) or, where many were decided, how often by word. Never a secret.
 */
export interface Noted {
  readonly caller?: string | undefined;
  readonly tenant?: string | undefined;
  readonly outcome?: string | undefined;
  readonly outcomes?: Readonly<Record<string, number>> | undefined;
}

/**
 * Puts what it is given into the request's log line, and gives it back, so that a tenant or a result may be noted where
 * it comes about. What is noted later takes the place of what was noted before.
 */
export type Note = <Fact extends Noted>(fact: Fact) => Fact;

/** Where a request came from and how it is known. */
export interface Origin {
  /** The operation's name. */
  readonly operation: string;
  /** The operation's route; undefined where none took the request. */
  readonly route?: string;
  /** Names this invocation; a repeated write recognizes itself by it. */
  readonly requestId: string;
  /** 32 lower-case hexadecimal digits; leads from a support ticket to the trace. */
  readonly traceId: string;
  readonly receivedAt: Date;
  /** When it was received, on the clock of `performance.now()`: what has passed since does not change with the time. */
  readonly since: number;
  /** Why it is sent, where its caller says so. */
  readonly reason?: string;
  /** Until when its reads and writes are repeated, on the clock of `performance.now()`. */
  readonly deadline: number;
  readonly path: string;
  readonly pathParameters: Readonly<Record<string, string | undefined>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
}
