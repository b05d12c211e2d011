// breaks noRestrictedImports
import { thing } from '../store/read.ts';

export const used = thing;
