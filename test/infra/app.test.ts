import { Bucket } from 'aws-cdk-lib/aws-s3';
import { expect, test } from 'vitest';
import { appWithEmptyFunctions } from './synthesized.ts';

test('does not synthesize what the AwsSolutions checks find and nobody acknowledged', () => {
  const { app, stack, remove } = appWithEmptyFunctions();
  new Bucket(stack, 'BucketThatTakesPlainHttp');
  expect(() => app.synth()).toThrow('AwsSolutions-S10');
  remove();
});
