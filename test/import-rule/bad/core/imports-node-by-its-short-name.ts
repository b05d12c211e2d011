// breaks noNodejsModules
import { thing } from 'fs';

export const used = thing;
