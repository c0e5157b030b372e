import { describe, expect, it } from 'vitest';
import { dialects, type OperationModule, operations } from '../../../functions/operations.ts';
import { logicalId } from '../../../infra/names.ts';
import { type Stage, stages } from '../../../infra/stages.ts';
import {
  type Resource,
  referenceOf,
  resources,
  resourcesOfAll,
  synthesize,
  templateOf,
} from '../synthesized.ts';

/** Every route but $default, and the function that it leads to: HEAD goes where GET goes. */
const routesOf = (modules: readonly OperationModule[]): [route: string, id: string][] =>
  modules.flatMap(({ operation: { route, name } }) => {
    const head = route.startsWith('GET ') ? [route.replace('GET', 'HEAD')] : [];
    return [route, ...head].map((each): [string, string] => [each, logicalId(name)]);
  });

const names = [...operations.map(({ operation }) => operation.name), 'service/unrouted/reject-unrouted'];

const tokens = (ThrottlingRateLimit: number, ThrottlingBurstLimit: number) => ({
  'POST /oauth/token': { ThrottlingRateLimit, ThrottlingBurstLimit },
  'POST /token': { ThrottlingRateLimit, ThrottlingBurstLimit },
});

/** Both routes that give tokens take fewer requests than the rest. */
const TOKEN_THROTTLES = { dev: tokens(5, 10), staging: tokens(10, 20), prod: tokens(50, 100) };

describe.each(Object.values(stages))('the API of $name', (stage) => {
  const synthesized = synthesize(stage);
  const { api, entry } = synthesized;
  const [[apiId]] = resources(api, 'AWS::ApiGatewayV2::Api') as [[string, unknown]];

  it.each(Object.keys(dialects))(
    'has the routes of %s in its stack, each to the function of its operation',
    (dialect) => {
      const template = templateOf(synthesized, `${dialect}/`);
      const integrations = new Map(resources(template, 'AWS::ApiGatewayV2::Integration'));
      const routes = resources(template, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => {
        expect(referenceOf(synthesized, Properties.ApiId)).toBe(apiId);
        const [, integration] = Properties.Target['Fn::Join'][1];
        const { IntegrationUri } = integrations.get(integration.Ref)!.Properties;
        return [Properties.RouteKey, IntegrationUri['Fn::GetAtt'][0]];
      });
      const expected = routesOf(dialects[dialect as keyof typeof dialects]);
      if (dialect === 'service') expected.push(['$default', 'ServiceRejectUnrouted']);
      expect(routes.sort()).toEqual(expected.sort());
    },
  );

  it('has no other routes', () => {
    expect(resourcesOfAll(synthesized, 'AWS::ApiGatewayV2::Route')).toHaveLength(
      routesOf(operations).length + 1,
    );
  });

  it('speaks payload version 2.0 with every function', () => {
    const integrations = resourcesOfAll(synthesized, 'AWS::ApiGatewayV2::Integration');
    expect(integrations).toHaveLength(names.length);
    for (const [, { Properties }] of integrations) {
      expect(Properties).toEqual({
        ApiId: expect.anything(),
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': [expect.any(String), 'Arn'] },
        PayloadFormatVersion: '2.0',
      });
      expect(referenceOf(synthesized, Properties.ApiId)).toBe(apiId);
    }
  });

  it('may invoke each function, on the path of its route alone', () => {
    const permissions = resourcesOfAll(synthesized, 'AWS::Lambda::Permission').map(([, { Properties }]) => {
      const { Action, Principal, FunctionName, SourceArn } = Properties;
      expect([Action, Principal]).toEqual(['lambda:InvokeFunction', 'apigateway.amazonaws.com']);
      const parts = SourceArn['Fn::Join'][1];
      expect(referenceOf(synthesized, parts.at(-2))).toEqual(apiId);
      return [FunctionName['Fn::GetAtt'][0], parts.at(-1)];
    });
    const expected = operations.map(({ operation: { name, route } }) => [
      logicalId(name),
      `/*/*${route.split(' ')[1]}`,
    ]);
    expect(permissions.sort()).toEqual([...expected, ['ServiceRejectUnrouted', '/*/*']].sort());
  });

  it('has one stage, $default, throttled and with an access log in JSON', () => {
    const found = resourcesOfAll(synthesized, 'AWS::ApiGatewayV2::Stage');
    expect(found).toHaveLength(1);
    const [[, { Properties }]] = resources(entry, 'AWS::ApiGatewayV2::Stage') as [(typeof found)[0]];
    const { Format, DestinationArn } = Properties.AccessLogSettings;
    expect(Properties).toEqual({
      ApiId: expect.anything(),
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: {
        ThrottlingRateLimit: stage.throttle.rate,
        ThrottlingBurstLimit: stage.throttle.burst,
      },
      RouteSettings: TOKEN_THROTTLES[stage.name],
      AccessLogSettings: expect.anything(),
      Tags: { service: 'offboard', stage: stage.name },
    });
    expect(referenceOf(synthesized, Properties.ApiId)).toBe(apiId);
    expect(JSON.parse(Format)).toMatchObject({ requestId: '$context.requestId', status: '$context.status' });
    expect(Format).not.toMatch(/authorizer|queryString|header/i);
    const log = new Map(resources(entry, 'AWS::Logs::LogGroup')).get(DestinationArn['Fn::GetAtt'][0])!;
    expect(log.Properties.RetentionInDays).toBe(stage.logRetention);
  });
});

describe('throttles of single routes', () => {
  const throttled = (routeThrottles: NonNullable<Stage['routeThrottles']>) =>
    synthesize({ ...stages.dev, routeThrottles });

  it('are those that the stage names', () => {
    const { entry } = throttled({ 'POST /token': { rate: 5, burst: 10 } });
    const [[, { Properties }]] = resources(entry, 'AWS::ApiGatewayV2::Stage') as [[string, Resource]];
    expect(Properties.RouteSettings).toEqual({
      'POST /token': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 },
    });
  });

  it('may not name a route that is not there: API Gateway would refuse the stage', () => {
    expect(() => throttled({ 'POST /tokens': { rate: 5, burst: 10 } })).toThrow(
      expect.objectContaining({
        name: 'StartupError',
        message: 'there is no route "POST /tokens" to throttle',
      }),
    );
  });
});

describe('pages of other origins', () => {
  const variablesOf = ({ api }: Pick<ReturnType<typeof synthesize>, 'api'>) =>
    new Map(resources(api, 'AWS::Lambda::Function')).get('ServiceRejectUnrouted')!.Properties.Environment
      .Variables;

  it('may call the API where the stage names their origins', () => {
    const synthesized = synthesize({
      ...stages.dev,
      corsOrigins: ['https://app.example', 'https://b.example'],
    });
    const [[, { Properties }]] = resources(synthesized.api, 'AWS::ApiGatewayV2::Api') as [[string, Resource]];
    expect(Properties.CorsConfiguration).toEqual({
      AllowOrigins: ['https://app.example', 'https://b.example'],
      AllowMethods: ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'],
      AllowHeaders: [
        'accept-language',
        'authorization',
        'beel-active-company',
        'content-type',
        'idempotency-key',
        'if-match',
        'if-none-match',
        'offboard-dry-run',
        'offboard-reason',
        'x-locale',
      ],
      ExposeHeaders: [
        'allow',
        'content-disposition',
        'deprecation',
        'etag',
        'idempotency-replay',
        'link',
        'location',
        'offboard-dry-run',
        'sunset',
        'www-authenticate',
        'x-request-id',
      ],
      MaxAge: 3600,
    });
    // The $default route gets their preflights.
    expect(variablesOf(synthesized).CORS_ORIGIN).toBe('https://app.example,https://b.example');
  });

  it('may not where it names none', () => {
    for (const stage of Object.values(stages)) {
      const synthesized = synthesize(stage);
      const [[, { Properties }]] = resources(synthesized.api, 'AWS::ApiGatewayV2::Api') as [
        [string, Resource],
      ];
      expect(Properties.CorsConfiguration).toBe(undefined);
      expect(variablesOf(synthesized).CORS_ORIGIN).toBe(undefined);
    }
  });
});
