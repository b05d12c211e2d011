import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { YardmasterStack } from './stack.ts';

export type AppOptions = {
  /** The folder that holds a folder with `index.js` for each function. */
  readonly bundles: string;
  /** Receives the cloud assembly; without it the CDK command line says where. */
  readonly outdir?: string;
  /** What `-c name=value` says on the command line. */
  readonly context?: Readonly<Record<string, string>>;
};

/** The CDK app. Its `synth()` throws when a check of cdk-nag finds something that is not acknowledged. */
export function yardmasterApp({ bundles, outdir, context = {} }: AppOptions): App {
  const app = new App({
    ...(outdir === undefined ? {} : { outdir }),
    analyticsReporting: false,
    // Set here and not in cdk.json, so that the tests see the template that is deployed.
    context: { ...context, '@aws-cdk/aws-iam:minimizePolicies': true },
  });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  new YardmasterStack(app, 'Yardmaster', { bundles });
  return app;
}
