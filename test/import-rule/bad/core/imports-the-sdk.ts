// breaks noRestrictedImports
import { thing } from '@aws-sdk/client-dynamodb';

export const used = thing;
