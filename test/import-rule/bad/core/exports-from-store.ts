// breaks noRestrictedImports
export { commit } from '../store/commit.ts';
