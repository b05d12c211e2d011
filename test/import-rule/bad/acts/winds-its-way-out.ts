// breaks noRestrictedImports
import { thing } from '../core/../aws/signer.ts';

export const used = thing;
