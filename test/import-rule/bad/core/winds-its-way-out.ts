// breaks noRestrictedImports
import { thing } from './marketplace/../../acts/ask.ts';

export const used = thing;
