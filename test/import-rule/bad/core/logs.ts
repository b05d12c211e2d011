// breaks noRestrictedGlobals
export const used = () => console.log('said');
