// breaks noRestrictedImports
import { thing } from '../slack/app.ts';

export const used = thing;
