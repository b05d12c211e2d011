// breaks noRestrictedGlobals
export const used = () => Date.now();
