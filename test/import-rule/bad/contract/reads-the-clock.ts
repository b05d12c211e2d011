// breaks noRestrictedGlobals
export const used = () => new Date();
