// breaks noRestrictedImports
import { thing } from '../acts/authenticate.ts';

export const used = thing;
