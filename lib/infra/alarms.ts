import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { title } from './functions.ts';
import type { OutboxLane } from './outbox.ts';
import { type FunctionName, functionNames } from './rights.ts';

export type Watched = {
  readonly functions: Readonly<Record<FunctionName, LambdaFunction>>;
  readonly api: HttpApi;
  readonly lanes: Readonly<Record<'interactive' | 'bulk', OutboxLane>>;
};

const period = Duration.minutes(5);

/**
 * The alarms tell nobody by themselves. Every change of an alarm is an event on the account's default bus, where an
 * organisation takes it to whatever it is paged by; a topic of our own would be one more thing to subscribe to.
 */
export function addAlarms(scope: Construct, { functions, api, lanes }: Watched): void {
  for (const name of functionNames) {
    const metric = functions[name].metricErrors({ period });
    alarm(scope, `${title(name)}Errors`, { metric, threshold: 1, says: `${name} failed` });
  }
  for (const [lane, { deadLetters, pipe }] of Object.entries(lanes)) {
    const id = lane.charAt(0).toUpperCase() + lane.slice(1);
    const waiting = deadLetters.metricApproximateNumberOfMessagesVisible({ period });
    const says = `${lane}: a message was given up`;
    alarm(scope, `${id}DeadLetters`, { metric: waiting, threshold: 1, says });
    const stopped = pipeMetric(pipe.ref);
    alarm(scope, `${id}PipeFailed`, {
      metric: stopped,
      threshold: 1,
      says: `${lane}: pipe failed`,
    });
  }
  // Refused requests come in ones; many of them say that the signing secret is wrong or somebody is trying.
  const refused = { metric: slackMetric(api, '4xx'), threshold: 10, says: 'Slack is refused' };
  alarm(scope, 'SlackRefused', refused);
  alarm(scope, 'SlackFailed', {
    metric: slackMetric(api, '5xx'),
    threshold: 1,
    says: 'Slack fails',
  });
  addSilence(scope, functions.jobs);
}

/** A schedule that stopped makes no error; its silence is the sign. Checkpoints alone are one or two runs a period. */
function addSilence(scope: Construct, jobs: LambdaFunction): void {
  new Alarm(scope, 'SweepSilent', {
    alarmDescription: 'Yardmaster: the sweep has not run for ten minutes',
    metric: jobs.metricInvocations({ period }),
    threshold: 3,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: 2,
    treatMissingData: TreatMissingData.BREACHING,
  });
}

function alarm(
  scope: Construct,
  id: string,
  { metric, threshold, says }: { metric: IMetric; threshold: number; says: string },
): void {
  new Alarm(scope, id, {
    alarmDescription: `Yardmaster: ${says}`,
    metric,
    threshold,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
}

function slackMetric(api: HttpApi, metricName: '4xx' | '5xx'): Metric {
  return new Metric({
    namespace: 'AWS/ApiGateway',
    metricName,
    dimensionsMap: { ApiId: api.apiId, Stage: '$default', Method: 'POST', Resource: '/slack' },
    statistic: Stats.SUM,
    period,
  });
}

function pipeMetric(pipeName: string): Metric {
  return new Metric({
    namespace: 'AWS/EventBridge/Pipes',
    metricName: 'ExecutionFailed',
    dimensionsMap: { PipeName: pipeName },
    statistic: Stats.SUM,
    period,
  });
}
