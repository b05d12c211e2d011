// breaks noRestrictedImports
import { thing } from '../slack/limits.ts';

export const used = thing;
