import { type Stack, Validations } from 'aws-cdk-lib';
import {
  CfnRoute,
  type HttpApi,
  HttpMethod,
  HttpRoute,
  type HttpRouteKey,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

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
  acknowledgeNoAuthorizer(route);
  if (routeKey.method === HttpMethod.GET) addHeadRoute(stack, route);
}

/**
 * Leads HEAD to where GET leads; the gateway leaves the body out. One resource only: the permission is for the path,
 * whatever the method, and an HttpRoute would add another one.
 */
function addHeadRoute(stack: Stack, { httpApi, path, node }: HttpRoute): void {
  const { target, authorizationType } = node.defaultChild as CfnRoute;
  const head = new CfnRoute(stack, `${node.id.replace(/Route$/, '')}HeadRoute`, {
    apiId: httpApi.apiId,
    routeKey: `HEAD ${path}`,
    ...(authorizationType && { authorizationType }),
    ...(target && { target }),
  });
  acknowledgeNoAuthorizer(head);
}

const acknowledgeNoAuthorizer = (route: Construct): void =>
  Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason: 'The function authenticates: only it can answer 401 in its vendor’s envelope',
  });
