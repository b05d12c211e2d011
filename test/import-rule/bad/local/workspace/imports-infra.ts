// breaks noRestrictedImports
import { thing } from '../../infra/stack.ts';

export const used = thing;
