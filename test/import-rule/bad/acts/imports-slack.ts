// breaks noRestrictedImports
import { thing } from '../slack/views/home.ts';

export const used = thing;
