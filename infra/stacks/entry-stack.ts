import { Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { type CfnStage, type HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { StartupError } from '../startup-error.ts';
import { accessLogFields } from './access-log.ts';
import { addLog } from './log.ts';
import type { ServiceStackProps } from './stack-props.ts';

export interface EntryStackProps extends ServiceStackProps {
  readonly httpApi: HttpApi;
  /** Every route of the API but `$default`. */
  readonly routes: readonly string[];
}

/**
 * The API's stage, through which requests come in: its access log and its throttles. A stage cannot name a route that
 * does not exist yet, so this stack comes after all that have routes.
 */
export class EntryStack extends Stack {
  constructor(scope: Construct, id: string, { stage, httpApi, routes, ...props }: EntryStackProps) {
    super(scope, id, props);
    const log = addLog(this, 'AccessLog', stage);
    const entry = new HttpStage(this, 'Stage', {
      httpApi,
      // Any other name would stand in front of every path.
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: stage.throttle.rate, burstLimit: stage.throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    });
    if (stage.routeThrottles)
      (entry.node.defaultChild as CfnStage).routeSettings = routeSettings(stage.routeThrottles, routes);
  }
}

/** The CDK has no words of its own for these: what it is given goes into the template as it is. */
const routeSettings = (throttles: NonNullable<Stage['routeThrottles']>, routes: readonly string[]) =>
  Object.fromEntries(
    Object.entries(throttles).map(([route, { rate, burst }]) => {
      if (!routes.includes(route)) throw new StartupError(`there is no route "${route}" to throttle`);
      return [route, { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst }];
    }),
  );
