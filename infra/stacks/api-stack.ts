import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import {
  type CorsHttpMethod,
  type CorsPreflightOptions,
  HttpApi,
  HttpRouteKey,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { corsOf } from '../cors.ts';
import { addDialect, type DialectStackProps } from './dialect.ts';
import { addUnroutedFunction } from './operation-functions.ts';
import { addRoute } from './route.ts';

/** The HTTP API without its stage, the operations of no vendor, and what answers where no route does. */
export class ApiStack extends Stack {
  readonly httpApi: HttpApi;

  constructor(scope: Construct, id: string, props: DialectStackProps) {
    super(scope, id, props);
    const { name, corsOrigins } = props.stage;
    this.httpApi = new HttpApi(this, 'Api', {
      apiName: `offboard-${name}`,
      createDefaultStage: false,
      ...(corsOrigins && { corsPreflight: preflight(corsOrigins) }),
    });
    const log = addDialect(this, { ...props, httpApi: this.httpApi });
    addRoute(this, this.httpApi, HttpRouteKey.DEFAULT, addUnroutedFunction(this, { ...props, log }));
    new CfnOutput(this, 'ApiUrl', { value: this.httpApi.apiEndpoint });
  }
}

function preflight(origins: readonly string[]): CorsPreflightOptions {
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, maxAge } = corsOf(origins);
  return {
    allowOrigins: [...allowOrigins],
    allowMethods: [...allowMethods] as CorsHttpMethod[],
    allowHeaders: [...allowHeaders],
    exposeHeaders: [...exposeHeaders],
    maxAge: Duration.seconds(maxAge),
  };
}
