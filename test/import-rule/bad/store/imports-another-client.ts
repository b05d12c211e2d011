// breaks noRestrictedImports
import { thing } from '@aws-sdk/client-kms';

export const used = thing;
