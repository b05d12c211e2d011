import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';

type Scheduled = { readonly jobs: LambdaFunction; readonly deliver: LambdaFunction };

/**
 * Every minute: the sweep ends what is over, and a drain sends what was put back or never arrived ("a sweep
 * re-queues the rest"). A run that fails is not repeated: the next one does the same work a minute later.
 */
export function addSchedule(scope: Construct, { jobs, deliver }: Scheduled): void {
  const role = new Role(scope, 'SchedulerRole', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  });
  // Not grantInvoke: it adds every version and alias.
  const resources = [jobs.functionArn, deliver.functionArn];
  role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources }));
  everyMinute(scope, role, { id: 'Sweep', job: 'sweep', target: jobs, does: 'ends what is over' });
  everyMinute(scope, role, {
    id: 'Drain',
    job: 'drain',
    target: deliver,
    does: 'sends what is late',
  });
}

function everyMinute(
  scope: Construct,
  role: Role,
  plan: { id: string; job: string; target: LambdaFunction; does: string },
): void {
  new CfnSchedule(scope, plan.id, {
    description: `Yardmaster: ${plan.does}`,
    scheduleExpression: 'rate(1 minute)',
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: plan.target.functionArn,
      roleArn: role.roleArn,
      input: JSON.stringify({ job: plan.job }),
      retryPolicy: { maximumRetryAttempts: 0 },
    },
  });
  plan.target.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });
}
