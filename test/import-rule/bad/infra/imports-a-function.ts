// breaks noRestrictedImports
import { thing } from '../../functions/api.ts';

export const used = thing;
