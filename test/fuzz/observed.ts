import type { LambdaHandler } from '../../shared/http/lambda.ts';

/** What became of one request. */
export interface Observation {
  readonly operation: string;
  readonly status: number;
  /** Whether it may have written: it was answered with a success, and was no dry run. */
  readonly mayWrite: boolean;
  /** The event as it came, in JSON, cut to what a failure can show. */
  readonly event: string;
}

const MOST_SHOWN = 4_000;

/** Every request that was handled, by the request id that its writes carry. */
export const observations = new Map<string, Observation>();

/** The handler, observed. */
export const observed =
  (operation: string, handler: LambdaHandler): LambdaHandler =>
  async (event, context) => {
    // The handler puts the parsed body in the place of the text.
    const text = JSON.stringify(event).slice(0, MOST_SHOWN);
    const response = await handler(event, context);
    const { statusCode: status = 0, headers } = response;
    const mayWrite = status < 300 && headers?.['offboard-dry-run'] === undefined;
    observations.set(context.awsRequestId, { operation, status, mayWrite, event: text });
    return response;
  };
