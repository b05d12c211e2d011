// breaks noRestrictedImports
import { thing } from '../wire.ts';

export const used = thing;
