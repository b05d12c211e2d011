import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { FunctionName } from './rights.ts';

type Size = { readonly memoryMb: number; readonly seconds: number };

/**
 * Slack waits three seconds and agents wait for receipts, so those have more processor (it comes with the memory).
 * The API's time covers its longest wait; delivering's the patience that Slack's rate limits ask for. Jobs read the
 * whole catalog to store it anew.
 */
const sizes: Readonly<Record<FunctionName, Size>> = {
  slack: { memoryMb: 1024, seconds: 10 },
  api: { memoryMb: 1024, seconds: 15 },
  credentials: { memoryMb: 1024, seconds: 15 },
  deliver: { memoryMb: 512, seconds: 60 },
  jobs: { memoryMb: 1024, seconds: 60 },
};

export type FunctionOptions = {
  readonly name: FunctionName;
  readonly role: Role;
  /** The folder that holds a folder with `index.js` for each function. */
  readonly bundles: string;
  readonly environment: Record<string, string>;
};

/**
 * A role that may do nothing yet. Lambda's managed policy is left out: it lets a function write to every log group.
 */
export function functionRole(scope: Construct, name: FunctionName): Role {
  return new Role(scope, `${title(name)}Role`, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    description: `Yardmaster: the function ${name}`,
  });
}

/**
 * One function from its bundle. There is no X-Ray: it would add a right on every resource, and the structured logs
 * carry the request id through all five functions already.
 */
export function addFunction(scope: Construct, options: FunctionOptions): LambdaFunction {
  const { name, role, bundles, environment } = options;
  const logGroup = new LogGroup(scope, `${title(name)}Log`, {
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  logGroup.grantWrite(role);
  return new LambdaFunction(scope, title(name), {
    description: `Yardmaster: ${name}`,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: Code.fromAsset(join(bundles, name)),
    handler: 'index.handler',
    memorySize: sizes[name].memoryMb,
    timeout: Duration.seconds(sizes[name].seconds),
    role,
    environment,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
  });
}

export function title(name: FunctionName): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
