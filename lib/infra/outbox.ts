import { Duration, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/**
 * "Two lanes, interactive and bulk, share one budget per workspace; bulk yields": fewer at once, in smaller bites.
 * Webhooks go along with bulk: a third pipe would be a third reader of the stream, and no card may wait for a receiver.
 */
const lanes = {
  interactive: { atOnce: 10, batch: 10, carries: ['interactive'] },
  bulk: { atOnce: 2, batch: 5, carries: ['bulk', 'webhook'] },
} as const;

type Lane = keyof typeof lanes;

export type OutboxLane = { readonly pipe: CfnPipe; readonly deadLetters: Queue };

/**
 * Carries new outbox rows from the registry's stream to `deliver`, one pipe and one queue for each lane.
 * Two readers are what a stream serves without slowing down: a third one needs another way.
 */
export function addOutbox(
  scope: Construct,
  registry: Table,
  deliver: LambdaFunction,
): Readonly<Record<Lane, OutboxLane>> {
  return {
    interactive: addLane(new Construct(scope, 'Interactive'), 'interactive', { registry, deliver }),
    bulk: addLane(new Construct(scope, 'Bulk'), 'bulk', { registry, deliver }),
  };
}

function addLane(
  scope: Construct,
  lane: Lane,
  { registry, deliver }: { registry: Table; deliver: LambdaFunction },
): OutboxLane {
  const deadLetters = queue(scope, 'DeadLetters');
  const rows = new Queue(scope, 'Rows', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    // Six times the function's own time, so that no message comes back while it is still being worked on.
    visibilityTimeout: Duration.seconds(6 * (deliver.timeout?.toSeconds() ?? 60)),
    retentionPeriod: Duration.days(4),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: 8 },
  });
  deliver.addEventSource(
    new SqsEventSource(rows, {
      batchSize: lanes[lane].batch,
      maxConcurrency: lanes[lane].atOnce,
      reportBatchItemFailures: true,
    }),
  );
  return { pipe: addPipe(scope, lane, { registry, rows, deadLetters }), deadLetters };
}

function queue(scope: Construct, id: string): Queue {
  return new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
}

/** The message is the stream's record as it is; what counts is read anew from the table when it is delivered. */
function addPipe(
  scope: Construct,
  lane: Lane,
  { registry, rows, deadLetters }: { registry: Table; rows: Queue; deadLetters: Queue },
): CfnPipe {
  const stream = registry.tableStreamArn;
  if (stream === undefined) throw new Error('the registry table has no stream');
  const role = pipeRole(scope, stream);
  rows.grantSendMessages(role);
  deadLetters.grantSendMessages(role);
  const pattern = {
    eventName: ['INSERT'],
    dynamodb: { NewImage: { kind: { S: ['outbox'] }, lane: { S: lanes[lane].carries } } },
  };
  const pipe = new CfnPipe(scope, 'Pipe', {
    description: `Yardmaster: new outbox rows of the ${lane} lane`,
    roleArn: role.roleArn,
    source: stream,
    sourceParameters: {
      filterCriteria: { filters: [{ pattern: JSON.stringify(pattern) }] },
      dynamoDbStreamParameters: {
        startingPosition: 'TRIM_HORIZON',
        batchSize: 10,
        maximumRetryAttempts: 20,
        onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
        deadLetterConfig: { arn: deadLetters.queueArn },
      },
    },
    target: rows.queueArn,
  });
  // A pipe tries its rights when it is made; they must be there before it.
  pipe.node.addDependency(role);
  return pipe;
}

function pipeRole(scope: Construct, stream: string): Role {
  const role = new Role(scope, 'PipeRole', {
    assumedBy: new ServicePrincipal('pipes.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  });
  // Not grantStreamRead: it lets the role list the streams of every table.
  const actions = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];
  role.addToPolicy(
    new PolicyStatement({
      actions: actions.map((action) => `dynamodb:${action}`),
      resources: [stream],
    }),
  );
  return role;
}
