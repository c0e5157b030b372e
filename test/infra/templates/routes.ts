import { describe, expect, it } from 'vitest';
import { operations } from '../../../functions/operations.ts';
import { logicalId } from '../../../infra/names.ts';
import { stages } from '../../../infra/stages.ts';
import { resources, synthesize } from '../synthesized.ts';

const names = [...operations.map(({ operation }) => operation.name), 'service/unrouted/reject-unrouted'];

describe.each(Object.values(stages))('the API of $name', (stage) => {
  const { api } = synthesize(stage);
  const integrations = new Map(resources(api, 'AWS::ApiGatewayV2::Integration'));
  const [[apiId]] = resources(api, 'AWS::ApiGatewayV2::Api') as [[string, unknown]];

  it('has the routes of the operation table, each to the function of its operation, and one for the rest', () => {
    const routes = resources(api, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => {
      const [, integration] = Properties.Target['Fn::Join'][1];
      const { IntegrationUri } = integrations.get(integration.Ref)!.Properties;
      return [Properties.RouteKey, IntegrationUri['Fn::GetAtt'][0]];
    });
    const expected = operations.map(({ operation }) => [operation.route, logicalId(operation.name)]);
    expect(routes.sort()).toEqual([...expected, ['$default', 'ServiceRejectUnrouted']].sort());
  });

  it('speaks payload version 2.0 with every function', () => {
    expect(integrations.size).toBe(names.length);
    for (const { Properties } of integrations.values()) {
      expect(Properties).toEqual({
        ApiId: { Ref: apiId },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: expect.anything(),
        PayloadFormatVersion: '2.0',
      });
    }
  });

  it('may invoke each function, on the path of its route alone', () => {
    const permissions = resources(api, 'AWS::Lambda::Permission').map(([, { Properties }]) => {
      const { Action, Principal, FunctionName, SourceArn } = Properties;
      expect([Action, Principal]).toEqual(['lambda:InvokeFunction', 'apigateway.amazonaws.com']);
      const parts = SourceArn['Fn::Join'][1];
      expect(parts.at(-2)).toEqual({ Ref: apiId });
      return [FunctionName['Fn::GetAtt'][0], parts.at(-1)];
    });
    const expected = operations.map(({ operation: { name, route } }) => [
      logicalId(name),
      `/*/*${route.split(' ')[1]}`,
    ]);
    expect(permissions.sort()).toEqual([...expected, ['ServiceRejectUnrouted', '/*/*']].sort());
  });

  it('has one stage, $default, throttled and with an access log in JSON', () => {
    const found = resources(api, 'AWS::ApiGatewayV2::Stage');
    expect(found).toHaveLength(1);
    const [[, { Properties }]] = found as [(typeof found)[0]];
    const { Format, DestinationArn } = Properties.AccessLogSettings;
    expect(Properties).toEqual({
      ApiId: { Ref: apiId },
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: {
        ThrottlingRateLimit: stage.throttle.rate,
        ThrottlingBurstLimit: stage.throttle.burst,
      },
      AccessLogSettings: expect.anything(),
      Tags: { service: 'offboard', stage: stage.name },
    });
    expect(JSON.parse(Format)).toMatchObject({ requestId: '$context.requestId', status: '$context.status' });
    expect(Format).not.toMatch(/authorizer|queryString|header/i);
    const log = new Map(resources(api, 'AWS::Logs::LogGroup')).get(DestinationArn['Fn::GetAtt'][0])!;
    expect(log.Properties.RetentionInDays).toBe(stage.logRetention);
  });
});
