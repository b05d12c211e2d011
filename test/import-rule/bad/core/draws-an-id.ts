// breaks noRestrictedGlobals
export const used = () => crypto.randomUUID();
