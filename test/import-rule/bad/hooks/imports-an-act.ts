// breaks noRestrictedImports
import { thing } from '../acts/webhook.ts';

export const used = thing;
