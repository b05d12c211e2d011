// breaks noRestrictedGlobals
export const used = (done: () => void) => setTimeout(done, 1);
