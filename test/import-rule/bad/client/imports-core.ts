// breaks noRestrictedImports
import { thing } from '../core/time.ts';

export const used = thing;
