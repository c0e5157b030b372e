import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { type StreamWorker, streamWorkers } from '../../../functions/workers.ts';
import { functionName } from '../../names.ts';
import { type GivenUp, type Keeper, recordsIn, unreadable } from './given-up.ts';

/** What Lambda puts into the bucket: `aws/lambda/<event source mapping>/<shard>/<date>/<time>-<random>`. */
const Prefix = 'aws/lambda/';

/** Objects that are read at a time. */
const AT_A_TIME = 32;

/**
 * Lambda's record of a call that it gave up, as far as a redrive needs it. Its payload is the event that the function was
 * called with, as text.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
const kept = z.object({
  requestContext: z.object({
    functionArn: z.string(),
    condition: z.string(),
    approximateInvokeCount: z.int(),
  }),
  timestamp: z.string(),
  payload: z.unknown(),
});

/** What a stage's workers gave up, in a bucket; they are called as Lambda functions, with the caller's AWS credentials. */
export function stageKeeper(stage: string, Bucket: string): Keeper & { close(): void } {
  const s3 = new S3Client({});
  const lambda = new LambdaClient({});
  const read = async (Key: string, modified: Date | undefined): Promise<GivenUp> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    const text = (await Body?.transformToString()) ?? '';
    return givenUpIn(stage, Key, text) ?? unreadable(Key, (modified ?? new Date(0)).toISOString());
  };
  return {
    async all() {
      const all: GivenUp[] = [];
      const pages = paginateListObjectsV2({ client: s3, pageSize: AT_A_TIME }, { Bucket, Prefix });
      for await (const { Contents = [] } of pages)
        all.push(
          ...(await Promise.all(Contents.map(({ Key, LastModified }) => read(`${Key}`, LastModified)))),
        );
      return all;
    },
    async call({ name }, record) {
      const invoke = new InvokeCommand({
        FunctionName: functionName(stage, name),
        Payload: JSON.stringify({ Records: [record] }),
      });
      const { FunctionError, Payload, $metadata } = await lambda.send(invoke);
      const answer = JSON.parse(Payload?.transformToString() || 'null');
      if (FunctionError !== undefined) return String(answer?.errorMessage ?? FunctionError);
      // It names what failed, or nothing: any other answer is none of a worker.
      if (answer?.batchItemFailures?.length === 0) return undefined;
      return `it failed again: the workers' log says why, under the request ${$metadata.requestId}`;
    },
    async remove(Key) {
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    },
    close() {
      s3.destroy();
      lambda.destroy();
    },
  };
}

/** Undefined where it cannot be read. */
function givenUpIn(stage: string, place: string, text: string): GivenUp | undefined {
  try {
    const { requestContext, timestamp, payload } = kept.parse(JSON.parse(text));
    const { functionArn, condition, approximateInvokeCount } = requestContext;
    const records = recordsIn(typeof payload === 'string' ? JSON.parse(payload) : payload);
    const why = `${functionIn(functionArn)}: ${condition} after ${approximateInvokeCount} calls`;
    return { place, at: timestamp, worker: workerOf(stage, functionArn), why, records };
  } catch {
    return undefined;
  }
}

const workerOf = (stage: string, functionArn: string): StreamWorker | undefined =>
  streamWorkers.find(({ name }) => functionName(stage, name) === functionIn(functionArn));

/** The name in `arn:aws:lambda:<region>:<account>:function:<name>`, behind which a version may stand. */
const functionIn = (arn: string): string => arn.split(':')[6] ?? arn;
