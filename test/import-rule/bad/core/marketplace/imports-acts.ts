// breaks noRestrictedImports
import { thing } from '../../acts/ask.ts';

export const used = thing;
