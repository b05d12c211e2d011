// breaks noRestrictedImports
import { instant } from '../core/time.ts';

export const used = instant;
