import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, expect, inject, test } from 'vitest';
import { text } from './policies.ts';
import { synthesizedTemplate } from './synthesized.ts';

let template: Template;
beforeAll(() => {
  template = synthesizedTemplate();
});

test('both tables outlive the stack, can be restored to any second, and refuse deletion', () => {
  template.resourceCountIs('AWS::DynamoDB::Table', 2);
  template.allResources('AWS::DynamoDB::Table', {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: Match.objectLike({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
    }),
  });
});

test('only the registry has a stream and forgets by ttl', () => {
  const [registry, audit] = ['RegistryTable', 'AuditTable'].map(
    (id) => template.findResources('AWS::DynamoDB::Table')[id]?.Properties,
  );
  expect(registry).toMatchObject({
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
  });
  expect(audit).not.toHaveProperty('StreamSpecification');
  expect(audit).not.toHaveProperty('TimeToLiveSpecification');
});

test('the tables are the same as the ones that one machine is given', () => {
  const { RegistryTable, AuditTable } = template.findResources('AWS::DynamoDB::Table');
  expect(inject('tablesTemplate')).toMatchObject({ Resources: { RegistryTable, AuditTable } });
});

test('payloads are sealed with a symmetric key that rotates', () => {
  template.hasResource('AWS::KMS::Key', {
    DeletionPolicy: 'Retain',
    Properties: { EnableKeyRotation: true, KeySpec: Match.absent(), KeyUsage: Match.absent() },
  });
});

test('every function is Node 24 on arm64, with a log that ends and its part of the environment', () => {
  template.resourceCountIs('AWS::Lambda::Function', 5);
  template.allResourcesProperties('AWS::Lambda::Function', {
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Handler: 'index.handler',
    LoggingConfig: { LogFormat: 'JSON', LogGroup: Match.anyValue() },
    Environment: {
      Variables: Match.objectLike({
        YARDMASTER_REGISTRY_TABLE: { Ref: 'RegistryTable' },
        YARDMASTER_AUDIT_TABLE: { Ref: 'AuditTable' },
        YARDMASTER_BASE_URL: Match.anyValue(),
        YARDMASTER_WAIT_SECONDS: '5',
        YARDMASTER_COMMAND: '/yard',
        YARDMASTER_PRE_GRANTED: Match.absent(),
      }),
    },
  });
  template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
});

test('the operator chooses the command and the scopes that everybody has', () => {
  const chosen = synthesizedTemplate({ command: '/agents', preGranted: 'crm.read,mail.send' });
  chosen.allResourcesProperties('AWS::Lambda::Function', {
    Environment: {
      Variables: Match.objectLike({
        YARDMASTER_COMMAND: '/agents',
        YARDMASTER_PRE_GRANTED: 'crm.read,mail.send',
      }),
    },
  });
});

const told: [string, string[]][] = [
  ['YARDMASTER_RECEIPT_KEY_ARN', ['Credentials']],
  ['YARDMASTER_SEAL_KEY_ARN', ['Api', 'Deliver', 'Jobs', 'Slack']],
  ['YARDMASTER_SLACK_SECRET_ARN', ['Api', 'Deliver', 'Jobs', 'Slack']],
];
test.each(told)('%s is told only to the functions with a right to it', (variable, names) => {
  const functions = Object.entries(template.findResources('AWS::Lambda::Function'));
  const having = functions.filter(([, one]) => variable in one.Properties.Environment.Variables);
  const ids = having.map(([id]) => id.replace(/[0-9A-F]{8}$/, '')).sort();
  expect(ids).toEqual(names);
});

const routeTable: [string, RegExp][] = [
  ['POST /slack', /Toslack/],
  ['POST /v1/approvals/{id}/consume', /Tocredentials/],
  ['POST /v1/leases', /Tocredentials/],
  ['GET /v1/keys', /Tocredentials/],
  ['ANY /v1/{proxy+}', /Toapi/],
  ['GET /v0.1/{proxy+}', /Toapi/],
  ['GET /healthz', /Toapi/],
  ['ANY /step-up/{proxy+}', /Toapi/],
  ['ANY /decide', /Toapi/],
  ['ANY /decide/{proxy+}', /Toapi/],
];

test.each(routeTable)('%s has its function', (RouteKey, target) => {
  const found = template.findResources('AWS::ApiGatewayV2::Route', { Properties: { RouteKey } });
  const targets = Object.values(found).map(({ Properties }) => text(Properties.Target));
  expect(targets).toEqual([expect.stringMatching(target)]);
});

test('there are no other routes', () => {
  template.resourceCountIs('AWS::ApiGatewayV2::Route', routeTable.length);
});

test.each([[['interactive']], [['bulk', 'webhook']]])(
  'new outbox rows of the lanes %j, and nothing else, are carried',
  (lanes) => {
    const filter = {
      eventName: ['INSERT'],
      dynamodb: { NewImage: { kind: { S: ['outbox'] }, lane: { S: lanes } } },
    };
    template.hasResourceProperties('AWS::Pipes::Pipe', {
      Source: { 'Fn::GetAtt': ['RegistryTable', 'StreamArn'] },
      SourceParameters: {
        FilterCriteria: { Filters: [{ Pattern: Match.serializedJson(filter) }] },
        DynamoDBStreamParameters: {
          DeadLetterConfig: Match.anyValue(),
          StartingPosition: 'TRIM_HORIZON',
        },
      },
    });
    template.resourceCountIs('AWS::Pipes::Pipe', 2);
  },
);

test('each lane gives up into dead letters and reports failures one by one', () => {
  const redrive = { Properties: { RedrivePolicy: { maxReceiveCount: 8 } } };
  expect(Object.keys(template.findResources('AWS::SQS::Queue', redrive))).toHaveLength(2);
  template.resourceCountIs('AWS::SQS::Queue', 4);
  template.resourceCountIs('AWS::Lambda::EventSourceMapping', 2);
  template.allResourcesProperties('AWS::Lambda::EventSourceMapping', {
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
});

test('the person whom the deploy context names is told to the function that sets up, and to no other', () => {
  const named = synthesizedTemplate({ firstAdmin: 'U01ADMIN' });
  const told = Object.entries(named.findResources('AWS::Lambda::Function')).filter(
    ([, { Properties }]) => 'YARDMASTER_FIRST_ADMIN' in Properties.Environment.Variables,
  );
  expect(told).toEqual([[expect.stringMatching(/^Jobs/), expect.anything()]]);
  expect(JSON.stringify(told)).toContain('"YARDMASTER_FIRST_ADMIN":"U01ADMIN"');
  expect(JSON.stringify(template.toJSON())).not.toContain('YARDMASTER_FIRST_ADMIN');
  expect(() => synthesizedTemplate({ firstAdmin: '@admin' })).toThrow('is a Slack user id');
});

test.each([
  ['sweep', 'rate(1 minute)'],
  ['checkpoint', 'rate(5 minutes)'],
])('the %s runs at a %s', (job, rate) => {
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: rate,
    Target: {
      Input: `{"job":"${job}"}`,
      Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Jobs'), 'Arn'] },
    },
  });
});

test('errors, dead letters, stopped pipes, a failing Slack door and a silent sweep raise alarms', () => {
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
  const counts = Object.groupBy(alarms, ({ Properties }) => Properties.MetricName);
  expect(
    Object.fromEntries(Object.entries(counts).map(([name, all]) => [name, all?.length])),
  ).toEqual({
    Errors: 5,
    ApproximateNumberOfMessagesVisible: 2,
    ExecutionFailed: 2,
    '4xx': 1,
    '5xx': 1,
    Invocations: 1,
  });
});

test('the outputs say where to point Slack and what the tables are called', () => {
  const outputs = Object.keys(template.findOutputs('*')).sort();
  expect(outputs).toEqual([
    'ApiUrl',
    'AuditTableName',
    'RegistryTableName',
    'SlackRequestUrl',
    'SlackSecretArn',
  ]);
});
