import type { accessLogFields } from '../../infra/stacks/access-log.ts';

const TIME = '2026-11-25T04:12:09.123Z';
const REQUEST_ID = '0b8cc456-6110-481b-bc85-76bd8efed9d4';

/**
 * What Lambda itself logs of each invocation in its JSON format, at its level INFO:
 * https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
const PLATFORM_LINES = [
  { time: TIME, type: 'platform.start', record: { requestId: REQUEST_ID, version: '$LATEST' } },
  {
    time: TIME,
    type: 'platform.report',
    record: {
      requestId: REQUEST_ID,
      metrics: { durationMs: 12.345, billedDurationMs: 13, memorySizeMB: 512, maxMemoryUsedMB: 86 },
      tracing: {
        spanId: '6fe1d6b83af5a0a9',
        type: 'X-Amzn-Trace-Id',
        value:
          'Root=1-6b065009-c63f4d1f1e3d4a5b9f60c2aa;Parent=70a8f3b41c0d2e5f;Sampled=1;Lineage=1:4f3c2b1a:0',
      },
      status: 'success',
    },
  },
];

/** A line of the access log as a delete leaves it. */
const ACCESS_LOG_LINE: Record<keyof typeof accessLogFields, string> = {
  time: '25/Nov/2026:04:12:09 +0000',
  requestId: 'Vt2ybjQ1IAMEPjA=',
  ip: '203.0.113.195',
  method: 'DELETE',
  path: '/api/v0/customer/KCIR0MUTK5W1FHNI',
  routeKey: 'DELETE /api/v0/customer/{customerId}',
  protocol: 'HTTP/1.1',
  status: '200',
  responseLength: '77',
  latency: '18',
  integrationStatus: '200',
  integrationLatency: '16',
  integrationError: '-',
};

const bytesOf = (line: unknown): number => Buffer.byteLength(JSON.stringify(line));

export const PLATFORM_BYTES = PLATFORM_LINES.reduce((sum, line) => sum + bytesOf(line), 0);
export const ACCESS_LOG_BYTES = bytesOf(ACCESS_LOG_LINE);
