import { CustomResource, Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias, Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { readPublicKey } from '../../functions/workers.ts';
import { logicalId, resourceNames } from '../names.ts';
import type { Stage } from '../stages.ts';
import { addLog } from './log.ts';
import { addFunction } from './service-function.ts';
import type { FunctionCode } from './stack-props.ts';

/**
 * What version 0.1.0 called the reader of the public key. CloudFormation refuses to let another function serve a custom
 * resource ("Modifying service token is not allowed"), and with a new resource the public key's old output would go,
 * which stacks of that version import.
 */
const READER = 'infra/read-public-key';

export interface SigningKeyProps {
  readonly stage: Stage;
  readonly code: FunctionCode;
}

/** The key that signs access tokens. Its private half never leaves KMS; its public half is read at deploy time. */
export class SigningKey extends Construct {
  readonly keyArn: string;
  /** DER SubjectPublicKeyInfo in base64. */
  readonly publicKey: string;

  constructor(scope: Construct, id: string, props: SigningKeyProps) {
    super(scope, id);
    const { name, removalPolicy } = props.stage;
    const key = new Key(this, 'Key', {
      description: `Signs the access tokens of offboard, ${name}`,
      keySpec: KeySpec.RSA_2048,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy,
    });
    new Alias(this, 'Alias', {
      aliasName: resourceNames(name).signingKeyAlias,
      targetKey: key,
      removalPolicy,
    });
    this.keyArn = key.keyArn;
    this.publicKey = this.readPublicKey(props);
  }

  private readPublicKey({ stage, code }: SigningKeyProps): string {
    const reader = addFunction(this, {
      stage,
      code,
      log: addLog(this, `${logicalId(READER)}Log`, stage),
      name: readPublicKey.name,
      deployedAs: READER,
      description: 'Reads the public half of the signing key while a stack is deployed',
      statements: [new PolicyStatement({ actions: ['kms:GetPublicKey'], resources: [this.keyArn] })],
      // It waits for its own permissions, which may take half a minute.
      timeout: Duration.minutes(1),
    });
    const read = new CustomResource(this, 'PublicKey', {
      resourceType: 'Custom::PublicKey',
      serviceToken: reader.functionArn,
      serviceTimeout: Duration.minutes(2),
      properties: { KeyArn: this.keyArn },
    });
    return read.getAttString('PublicKey');
  }
}
