// breaks noRestrictedImports
import { thing } from 'zod';

export const used = thing;
