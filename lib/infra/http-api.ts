import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type FunctionName, functionNames } from './rights.ts';

type Route = { readonly method: HttpMethod; readonly path: string; readonly to: FunctionName };

/** A path that is spelled out wins over the one that takes the rest. */
const routes: readonly Route[] = [
  { method: HttpMethod.POST, path: '/slack', to: 'slack' },
  { method: HttpMethod.POST, path: '/v1/approvals/{id}/consume', to: 'credentials' },
  { method: HttpMethod.POST, path: '/v1/leases', to: 'credentials' },
  { method: HttpMethod.GET, path: '/v1/keys', to: 'credentials' },
  { method: HttpMethod.ANY, path: '/v1/{proxy+}', to: 'api' },
  { method: HttpMethod.GET, path: '/v0.1/{proxy+}', to: 'api' },
  { method: HttpMethod.GET, path: '/healthz', to: 'api' },
  { method: HttpMethod.ANY, path: '/step-up/{proxy+}', to: 'api' },
  { method: HttpMethod.ANY, path: '/decide', to: 'api' },
  { method: HttpMethod.ANY, path: '/decide/{proxy+}', to: 'api' },
];

/** The line of the access log: who came and what became of it. Never a query, a header or a body. */
const accessLine = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  route: '$context.routeKey',
  status: '$context.status',
  ms: '$context.responseLatency',
  error: '$context.integrationErrorMessage',
};

/** The API with its one stage. Routes come later, because the functions are told the API's address. */
export function addHttpApi(scope: Construct): { api: HttpApi; stage: HttpStage } {
  const api = new HttpApi(scope, 'HttpApi', {
    description: 'Yardmaster: AI workflow registry and approvals',
    createDefaultStage: false,
  });
  const logGroup = new LogGroup(scope, 'AccessLog', {
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const stage = new HttpStage(scope, 'Stage', {
    httpApi: api,
    stageName: '$default',
    autoDeploy: true,
    // The alarms ask about one route, and only detailed metrics know routes.
    detailedMetricsEnabled: true,
    throttle: { rateLimit: 200, burstLimit: 400 },
    accessLogSettings: {
      destination: new LogGroupLogDestination(logGroup),
      format: AccessLogFormat.custom(JSON.stringify(accessLine)),
    },
  });
  return { api, stage };
}

export function addRoutes(
  api: HttpApi,
  functions: Readonly<Record<FunctionName, LambdaFunction>>,
): void {
  const integrations = Object.fromEntries(
    functionNames.map((name) => [name, new HttpLambdaIntegration(`To-${name}`, functions[name])]),
  );
  for (const { method, path, to } of routes) {
    const integration = integrations[to];
    if (integration !== undefined) api.addRoutes({ path, methods: [method], integration });
  }
}
