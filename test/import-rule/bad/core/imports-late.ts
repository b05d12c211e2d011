// breaks noRestrictedImports
export const used = () => import('../acts/ask.ts');
