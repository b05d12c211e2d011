// breaks noRestrictedImports
import { thing } from '../aws/signer.ts';

export const used = thing;
