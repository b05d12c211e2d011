// breaks noRestrictedImports
import { thing } from '../lib/infra/stack.ts';

export const used = thing;
