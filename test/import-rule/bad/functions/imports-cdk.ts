// breaks noRestrictedImports
import { thing } from 'aws-cdk-lib';

export const used = thing;
