import { setTimeout as delay } from 'node:timers/promises';
import { GetPublicKeyCommand, KMSClient, KMSServiceException } from '@aws-sdk/client-kms';
import type { CloudFormationCustomResourceEvent, CloudFormationCustomResourceResponse } from 'aws-lambda';

const kms = new KMSClient({});

/** A role's permissions reach KMS seconds after the role is made: attempts, and milliseconds between them. */
const ATTEMPTS = 10;
const PAUSE = 3_000;

/**
 * Answers CloudFormation with the public half of the KMS key `KeyArn`: `PublicKey`, DER in base64. CloudFormation
 * cannot read it itself, and the CDK's AwsCustomResource would take the bytes for UTF-8 text and lose them.
 */
export async function handler(event: CloudFormationCustomResourceEvent): Promise<void> {
  const { RequestId, StackId, LogicalResourceId, RequestType, ResponseURL, ResourceProperties } = event;
  const { KeyArn } = ResourceProperties as unknown as { KeyArn: string };
  const common = { RequestId, StackId, LogicalResourceId, PhysicalResourceId: KeyArn };
  let answer: CloudFormationCustomResourceResponse;
  try {
    const data = RequestType === 'Delete' ? {} : { Data: { PublicKey: await readPublicKey(KeyArn) } };
    answer = { ...common, Status: 'SUCCESS', ...data };
  } catch (error) {
    answer = { ...common, Status: 'FAILED', Reason: String(error) };
  }
  // The URL is signed for a body without a type.
  const headers = { 'content-type': '' };
  const { ok, status } = await fetch(ResponseURL, { method: 'PUT', headers, body: JSON.stringify(answer) });
  if (!ok) throw new Error(`CloudFormation did not take the answer: HTTP ${status}`);
}

async function readPublicKey(KeyId: string): Promise<string> {
  for (let attempts = 1; ; attempts++) {
    try {
      const { PublicKey } = await kms.send(new GetPublicKeyCommand({ KeyId }));
      return Buffer.from(PublicKey as Uint8Array).toString('base64');
    } catch (error) {
      const denied = error instanceof KMSServiceException && error.name === 'AccessDeniedException';
      if (!denied || attempts === ATTEMPTS) throw error;
      await delay(PAUSE);
    }
  }
}
