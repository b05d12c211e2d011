// breaks noRestrictedImports
import { thing } from 'constructs';

export const used = thing;
