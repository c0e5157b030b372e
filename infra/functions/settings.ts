/** Seconds: longer than a request keeps trying (`KEPT_BACK` in shared/http), shorter than API Gateway's 30. */
export const FUNCTION_TIMEOUT_SECONDS = 15;

/** Megabytes, where an operation does not say how many. Lambda gives CPU by memory; scrypt needs 32 MB of it. */
export const FUNCTION_MEMORY_MB = 512;

/** Seconds for a worker's call: DynamoDB may be slow for a while, and nobody waits for an answer. */
export const WORKER_TIMEOUT_SECONDS = 60;

/** Days for which the local stack lets deleted customers be restored: as many as the stages do. */
export const LOCAL_RESTORATION_DAYS = 30;

/**
 * How often Lambda tries records again that a worker failed with, each time for as long as a call keeps trying: DynamoDB
 * may be away for half an hour. Then they are kept whole in a bucket, or they would hold up what is behind them.
 */
export const WORKER_RETRIES = 30;
