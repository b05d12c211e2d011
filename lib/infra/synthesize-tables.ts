import { App, Stack } from 'aws-cdk-lib';
import { Tables } from './tables.ts';

/**
 * Synthesizes a stack that holds nothing but the two tables, in this process and without the CDK command line.
 * Returns the CloudFormation template as parsed JSON; the cloud assembly stays in `outdir`.
 */
export function synthesizeTables(outdir: string): unknown {
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new Stack(app, 'Tables');
  new Tables(stack, 'Tables');
  return app.synth().getStackByName(stack.stackName).template;
}
