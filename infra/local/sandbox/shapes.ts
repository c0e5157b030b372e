/** What the sandbox's routes take and answer, for them and for the pages that ask them. */

/** What pages of the local stack are signed in with: credentials of the samples' tenants. */
export interface Session {
  /** A header value. */
  readonly operator: string;
  readonly clients: readonly VendorClient[];
}

/** Somebody who may call as a client of a vendor. */
export interface VendorClient {
  readonly vendor: string;
  /** As the operator's dialect calls it. */
  readonly tenant: string;
  /** A header value, good for an hour. */
  readonly authorization: string;
}

/** A request that the gateway took, and what became of it. Kept in memory, the newest thousand. */
export interface RecordedRequest {
  /** Grows by one with each request. */
  readonly number: number;
  readonly at: string;
  readonly requestId: string;
  /** What its client was told in `X-Request-Id`. */
  readonly traceId: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** `enkash/customers/delete-customer`; null where no route took it. */
  readonly operation: string | null;
  /** Without secrets. `Bearer *** ($ENKASH)` where `.local/env.sh` has credentials of the same caller in this variable. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether a page of the console sent it. */
  readonly isOwn: boolean;
  /** Null as long as there is no answer, and where the sandbox let none through. */
  readonly status: number | null;
  readonly answerHeaders: Readonly<Record<string, string>>;
  readonly answerBody: string;
  readonly durationMs: number | null;
  /** What the sandbox did to it, in words; null where nothing. */
  readonly fault: string | null;
  readonly dynamodb: readonly RecordedAttempt[];
  /** Attempts that are not among these because there are too many. */
  readonly attemptsLeftOut?: number;
}

/** Requests, oldest first, or of those that came or changed since, in the order of that. */
export interface RequestPage {
  readonly items: readonly RecordedRequest[];
  /** For `after`, to be told what has come or changed since: a request again when it has its answer. */
  readonly next: number;
}

/** A request to DynamoDB beneath a request of a client. */
export interface RecordedAttempt {
  /** `UpdateItem` */
  readonly action: string;
  readonly table: string | null;
  readonly durationMs: number;
  /** `done`, or the name of the failure: `ConditionalCheckFailedException` */
  readonly outcome: string;
  /** Keys of the items that it is about; of a query the condition on them. */
  readonly keys?: readonly string[];
  /** Of a transaction one for each of its items that has one. */
  readonly conditions: readonly RecordedCondition[];
}

export interface RecordedCondition {
  /** Key of the item. */
  readonly key: string;
  /** With names and values filled in: `linkCount = 0 AND attribute_not_exists(deletion)`. */
  readonly expression: string;
  /** Whether it refused; null where that is not told. */
  readonly isRefused: boolean | null;
}

/** What the sandbox does to requests: to all, or to those that fit. */
export interface Fault extends NewFault {
  readonly id: string;
  /** How many requests it met. */
  readonly met: number;
}

export interface NewFault {
  readonly kind: 'late' | 'drop' | 'status' | 'truncate';
  /** Of `drop` and `status`: whether the request is carried out before. */
  readonly when?: 'before' | 'after';
  /** Of `status`. */
  readonly status?: 429 | 500 | 503;
  /** Of `late`: milliseconds. */
  readonly delayMs?: number;
  /** Which requests: all that fit all of these. */
  readonly method?: string;
  /** How their path begins. */
  readonly path?: string;
  /** How many requests it meets before it ends; all when not said. */
  readonly times?: number;
}

/** Data as they were at a time, kept under a name. */
export interface Snapshot {
  readonly name: string;
  readonly at: string;
  readonly bytes: number;
}

/** The clock of the functions. */
export interface Clock {
  readonly now: string;
  /** Milliseconds that it is ahead of the machine's. */
  readonly aheadMs: number;
  /** What going back to the real time leaves behind. */
  readonly warning?: string;
}
