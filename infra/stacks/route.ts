import { type Stack, Validations } from 'aws-cdk-lib';
import { type HttpApi, HttpRoute, type HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';

/** Routes requests to a function: integration, permission and route are in the function's stack, not in the API's. */
export function addRoute(
  stack: Stack,
  httpApi: HttpApi,
  routeKey: HttpRouteKey,
  lambda: LambdaFunction,
): void {
  const route = new HttpRoute(stack, `${lambda.node.id}Route`, {
    httpApi,
    routeKey,
    integration: new HttpLambdaIntegration(`${lambda.node.id}Integration`, lambda),
  });
  Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason: 'The function authenticates: only it can answer 401 in its vendor’s envelope',
  });
}
