import { Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';

type Found = { readonly secret: Secret; readonly api: HttpApi; readonly lends: Role };

/** The findings of the AwsSolutions checks that are left standing, each with its reason. All others fail the synth. */
export function acknowledgeFindings({ secret, api, lends }: Found): void {
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'Slack gives out the token and the signing secret; only its own pages can change them.',
  });
  Validations.of(api).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason:
      "Slack signs its requests and agents send a workflow's key; both are verified in the function, on the raw body.",
  });
  for (const resource of [
    'arn:<AWS::Partition>:iam::*:role/yardmaster/*',
    'arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:yardmaster/*',
  ]) {
    Validations.of(lends).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${resource}]`,
      reason:
        'Connectors are declared while the stack runs. What may be leased is made under a path of its own, and a role says itself whom it trusts.',
    });
  }
}
