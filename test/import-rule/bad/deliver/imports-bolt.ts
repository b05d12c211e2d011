// breaks noRestrictedImports
import { thing } from '@slack/bolt';

export const used = thing;
