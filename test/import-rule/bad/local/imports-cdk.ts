// breaks noRestrictedImports
import { thing } from 'aws-cdk-lib/aws-sqs';

export const used = thing;
