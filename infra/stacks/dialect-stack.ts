import { Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { addDialect, type DialectStackProps } from './dialect.ts';

/** One vendor's dialect: a stack of its own, because CloudFormation takes 500 resources a stack. */
export class DialectStack extends Stack {
  constructor(scope: Construct, id: string, props: DialectStackProps & { readonly httpApi: HttpApi }) {
    super(scope, id, props);
    addDialect(this, props);
  }
}
