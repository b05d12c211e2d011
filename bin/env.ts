/** The environment, for `run`: commands are handed it and read nothing else. */
export function environment(): Readonly<Record<string, string | undefined>> {
  // biome-ignore lint/style/noProcessEnv: wire.ts would load the whole server for a command that only asks one
  return process.env;
}
