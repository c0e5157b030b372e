/** Why a request to DynamoDB, or to the store of files, was given up, and what is known of it. */
export type GivenUp =
  /** Nothing was changed: until the end, other requests were writing the same items. */
  | 'contended'
  /** Nothing was changed: until the end, DynamoDB took no more requests. */
  | 'throttled'
  /** Nothing was changed: it only read, or stored what nobody has been told of, and no attempt was answered. */
  | 'unread'
  /** A write of which an attempt had no answer: it may have landed, or land yet. */
  | 'unknown';

/** The time of a request was over before there was a final answer; the cause is its last failure. */
export class GaveUp extends Error {
  override readonly name = 'GaveUp';
  readonly known: GivenUp;

  constructor(known: GivenUp, message: string, options?: ErrorOptions) {
    super(message, options);
    this.known = known;
  }
}
