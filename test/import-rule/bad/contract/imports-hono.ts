// breaks noRestrictedImports
import { thing } from 'hono';

export const used = thing;
