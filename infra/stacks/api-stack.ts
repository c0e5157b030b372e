import { CfnOutput, Stack, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  type HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { operations } from '../../functions/operations.ts';
import type { Stage } from '../stages.ts';
import { accessLogFields } from './access-log.ts';
import type { DataStack } from './data-stack.ts';
import { addOperationFunction, addUnroutedFunction } from './operation-functions.ts';
import type { FunctionCode, ServiceStackProps } from './service.ts';

export interface ApiStackProps extends ServiceStackProps {
  readonly code: FunctionCode;
  readonly data: DataStack;
}

/** The HTTP API and one function for each operation of the table. */
export class ApiStack extends Stack {
  readonly apiId: string;
  private readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: ApiStackProps) {
    super(scope, id, props);
    this.api = new HttpApi(this, 'Api', {
      apiName: `offboard-${props.stage.name}`,
      createDefaultStage: false,
    });
    this.apiId = this.api.apiId;
    this.addStage(props.stage);
    for (const { operation } of operations) {
      const [method, path] = operation.route.split(' ') as [HttpMethod, string];
      this.addRoute(HttpRouteKey.with(path, method), addOperationFunction(this, operation, props));
    }
    this.addRoute(HttpRouteKey.DEFAULT, addUnroutedFunction(this, props));
    new CfnOutput(this, 'ApiUrl', { value: this.api.apiEndpoint });
  }

  /** The stage is called `$default`: any other name would stand in front of every path. */
  private addStage({ logRetention, removalPolicy, throttle }: Stage): void {
    const log = new LogGroup(this, 'AccessLog', { retention: logRetention, removalPolicy });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: throttle.rate, burstLimit: throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    });
  }

  private addRoute(routeKey: HttpRouteKey, lambda: LambdaFunction): void {
    const route = new HttpRoute(this, `${lambda.node.id}Route`, {
      httpApi: this.api,
      routeKey,
      integration: new HttpLambdaIntegration(`${lambda.node.id}Integration`, lambda),
    });
    Validations.of(route).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason: 'The function authenticates: only it can answer 401 in its vendor’s envelope',
    });
  }
}
