// breaks noProcessEnv
export const used = process.env;
