import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';

/**
 * "Checkpoints every 5 minutes", and every minute: ends what is over and sends what was put back or never arrived ("a sweep re-queues the rest"). A run
 * that fails is not repeated: the next one does the same work a minute later.
 */
export function addSchedule(scope: Construct, jobs: LambdaFunction): void {
  const role = new Role(scope, 'SchedulerRole', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  });
  // Not grantInvoke: it adds every version and alias.
  const resources = [jobs.functionArn];
  role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources }));
  const invoke = (job: string) => ({
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: jobs.functionArn,
      roleArn: role.roleArn,
      input: JSON.stringify({ job }),
      retryPolicy: { maximumRetryAttempts: 0 },
    },
  });
  new CfnSchedule(scope, 'Sweep', {
    description: 'Yardmaster: ends what is over and sends what is late',
    scheduleExpression: 'rate(1 minute)',
    ...invoke('sweep'),
  });
  new CfnSchedule(scope, 'Checkpoint', {
    description: 'Yardmaster: signs how far the audit log has come',
    scheduleExpression: 'rate(5 minutes)',
    ...invoke('checkpoint'),
  });
  jobs.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
}
