// breaks noRestrictedImports
import { thing } from 'zod/v4';

export const used = thing;
