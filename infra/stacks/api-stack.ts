import { CfnOutput, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { addDialect, type DialectStackProps } from './dialect.ts';
import { addUnroutedFunction } from './operation-functions.ts';
import { addRoute } from './route.ts';

/** The HTTP API without its stage, the operations of no vendor, and what answers where no route does. */
export class ApiStack extends Stack {
  readonly httpApi: HttpApi;

  constructor(scope: Construct, id: string, props: DialectStackProps) {
    super(scope, id, props);
    this.httpApi = new HttpApi(this, 'Api', {
      apiName: `offboard-${props.stage.name}`,
      createDefaultStage: false,
    });
    const log = addDialect(this, { ...props, httpApi: this.httpApi });
    addRoute(this, this.httpApi, HttpRouteKey.DEFAULT, addUnroutedFunction(this, { ...props, log }));
    new CfnOutput(this, 'ApiUrl', { value: this.httpApi.apiEndpoint });
  }
}
