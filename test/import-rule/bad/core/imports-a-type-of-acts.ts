// breaks noRestrictedImports
import type { Deps } from '../acts/deps.ts';

export type Used = Deps;
