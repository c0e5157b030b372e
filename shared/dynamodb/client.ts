import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import toFastProperties from 'to-fast-properties';

/** Milliseconds that one attempt may take. Whether there is another is up to `send`. */
const REQUEST_TIMEOUT = 2_000;

/**
 * The DynamoDB client of a function. Endpoint, region and credentials come from the standard AWS environment.
 * It makes one attempt. Repeating is up to `send`, which alone knows which cancelled transactions may be repeated.
 */
export const documentClient = DynamoDBDocumentClient.from(
  new DynamoDBClient({
    maxAttempts: 1,
    // Without throwOnRequestTimeout the SDK only warns about a late answer and goes on waiting.
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: REQUEST_TIMEOUT,
      throwOnRequestTimeout: true,
    },
  }),
  { marshallOptions: { removeUndefinedValues: true } },
);

// A sixth of a request's processor time, for nothing: the SDK copies its configuration four times for each request,
// and V8 keeps it in a form that is slow to copy.
toFastProperties(documentClient.config);

// It prepares each request and answer for the SDK's logger, and there is none: `log` writes the log.
documentClient.middlewareStack.remove('loggerMiddleware');
