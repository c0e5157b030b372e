import { FUNCTION_MEMORY_MB } from '../../infra/functions/settings.ts';
import { ACCESS_LOG_BYTES, PLATFORM_BYTES } from './log-lines.ts';

/**
 * List prices in US dollars, us-east-1, without free tiers and taxes, as AWS's pricing pages gave them in November
 * 2026: https://aws.amazon.com/lambda/pricing/ (arm64), https://aws.amazon.com/dynamodb/pricing/on-demand/,
 * https://aws.amazon.com/api-gateway/pricing/ (HTTP API), https://aws.amazon.com/cloudwatch/pricing/ (logs taken in),
 * https://aws.amazon.com/xray/pricing/ (traces recorded).
 */
export const PRICES = {
  perMillionApiRequests: 1,
  perMillionInvocations: 0.2,
  perGigabyteSecond: 0.0000133334,
  perMillionWriteUnits: 0.625,
  perMillionReadUnits: 0.125,
  perGigabyteOfLogs: 0.5,
  perMillionTraces: 5,
} as const;

/** What one delete of an implementation takes. */
export interface DeleteUsage {
  readonly writeUnits: number;
  readonly readUnits: number;
  /** Milliseconds; each one begun is billed. */
  readonly duration: number;
  /** Megabytes that the process needs at most. Billed is what the function is given, however much it needs. */
  readonly memory: number;
  /** Bytes of log. */
  readonly logged: number;
}

/** The share of requests that X-Ray traces without a rule of one's own, beside the first of each second. */
const TRACED = 0.05;

export interface Cost {
  readonly api: number;
  readonly invocations: number;
  readonly duration: number;
  readonly dynamoDb: number;
  /** The function's own lines. */
  readonly logs: number;
  /** Lambda's lines about each invocation. */
  readonly platformLogs: number;
  readonly accessLog: number;
  readonly traces: number;
  readonly total: number;
}

/** Dollars of a million deletes. */
export function costOfAMillion({
  writeUnits,
  readUnits,
  duration,
  logged,
}: Omit<DeleteUsage, 'memory'>): Cost {
  const gigabyteSeconds = (FUNCTION_MEMORY_MB / 1024) * (Math.ceil(duration) / 1000) * 1e6;
  const parts = {
    api: PRICES.perMillionApiRequests,
    invocations: PRICES.perMillionInvocations,
    duration: gigabyteSeconds * PRICES.perGigabyteSecond,
    dynamoDb: writeUnits * PRICES.perMillionWriteUnits + readUnits * PRICES.perMillionReadUnits,
    logs: ofLog(logged),
    platformLogs: ofLog(PLATFORM_BYTES),
    accessLog: ofLog(ACCESS_LOG_BYTES),
    traces: TRACED * PRICES.perMillionTraces,
  };
  return { ...parts, total: Object.values(parts).reduce((sum, part) => sum + part, 0) };
}

/** Dollars of a million requests that log so many bytes each. */
const ofLog = (bytes: number): number => ((bytes * 1e6) / 1e9) * PRICES.perGigabyteOfLogs;
