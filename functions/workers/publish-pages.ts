import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DeleteObjectsCommand, PutObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { answerCloudFormation, onceAllowed } from '../../shared/aws/custom-resource.ts';
import { requiredVariable } from '../../shared/environment.ts';

/** A page's file as it lies beside this function's code, in `pages.json`. */
export interface PublishedFile {
  /** Of the object: `console/main-IRBWKFVH.js`. */
  readonly key: string;
  readonly type: string;
  readonly cacheControl: string;
  /** Whether its name changes with what is in it. */
  readonly isImmutable: boolean;
  /** Base64. */
  readonly content: string;
}

/** The custom resource, as the template has it. */
export interface PublishedPages {
  readonly Bucket: string;
  /** The keys of this version. */
  readonly Keys: readonly string[];
}

const s3 = new S3Client({});

/**
 * Puts the pages into their bucket while a stack is deployed, and takes them out when the stack is removed. Beside this
 * version's files those of the one before stay: a page that is open still loads parts of itself.
 */
export async function handler(event: CloudFormationCustomResourceEvent): Promise<void> {
  const { Bucket, Keys } = event.ResourceProperties as unknown as PublishedPages;
  await answerCloudFormation(event, Bucket, async () => {
    if (event.RequestType === 'Delete') return removeAll(Bucket);
    await publish(Bucket);
    const before = event.RequestType === 'Update' ? (event.OldResourceProperties.Keys ?? []) : [];
    return removeAllBut([...Keys, ...before], Bucket);
  });
}

/** Documents come last: they name the other files. */
async function publish(bucket: string): Promise<void> {
  const text = await readFile(join(requiredVariable('LAMBDA_TASK_ROOT'), 'pages.json'), 'utf8');
  const files = JSON.parse(text) as readonly PublishedFile[];
  for (const isImmutable of [true, false]) {
    const some = files.filter((file) => file.isImmutable === isImmutable);
    await onceAllowed('AccessDenied', () => Promise.all(some.map((file) => put(bucket, file))));
  }
}

const put = (Bucket: string, { key: Key, type, cacheControl, content }: PublishedFile) =>
  s3.send(
    new PutObjectCommand({
      ...{ Bucket, Key, ContentType: type, CacheControl: cacheControl },
      Body: Buffer.from(content, 'base64'),
    }),
  );

/** CloudFormation removes a bucket only when it is empty. */
async function removeAll(bucket: string): Promise<undefined> {
  try {
    return await removeAllBut([], bucket);
  } catch (error) {
    if ((error as Error).name !== 'NoSuchBucket') throw error;
    return undefined;
  }
}

async function removeAllBut(kept: readonly string[], Bucket: string): Promise<undefined> {
  // S3 takes as many keys at a time as a page has at most.
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket })) {
    const Objects = Contents.filter(({ Key }) => !kept.includes(`${Key}`)).map(({ Key }) => ({ Key }));
    if (Objects.length === 0) continue;
    const { Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
    const [error] = Errors ?? [];
    if (error) throw new Error(`${error.Key} was not removed: ${error.Code}`);
  }
  return undefined;
}
