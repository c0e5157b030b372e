import { GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { answerCloudFormation, onceAllowed } from '../../shared/aws/custom-resource.ts';

const kms = new KMSClient({});

/**
 * Answers CloudFormation with the public half of the KMS key `KeyArn`: `PublicKey`, DER in base64. CloudFormation
 * cannot read it itself, and the CDK's AwsCustomResource would take the bytes for UTF-8 text and lose them.
 */
export async function handler(event: CloudFormationCustomResourceEvent): Promise<void> {
  const { KeyArn } = event.ResourceProperties as unknown as { KeyArn: string };
  await answerCloudFormation(event, KeyArn, async () =>
    event.RequestType === 'Delete' ? undefined : { PublicKey: await readPublicKey(KeyArn) },
  );
}

async function readPublicKey(KeyId: string): Promise<string> {
  const { PublicKey } = await onceAllowed('AccessDeniedException', () =>
    kms.send(new GetPublicKeyCommand({ KeyId })),
  );
  return Buffer.from(PublicKey as Uint8Array).toString('base64');
}
