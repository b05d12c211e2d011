/**
 * The three functions of the runtime client's native module, over HTTP. That module is compiled on install for a
 * minute and does nothing else. The client requires it, and Node lets a module like this one be required.
 */
// biome-ignore lint/style/noProcessEnv: the runtime client is told its server in the environment alone
const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;

let posted: Promise<unknown> = Promise.resolve();

/** The native client posts before it goes on; here the next request waits for the posting. */
export async function next(): Promise<{ bodyJson: string; headers: Record<string, string> }> {
  await posted;
  const response = await fetch(`${api}/next`);
  return { bodyJson: await response.text(), headers: Object.fromEntries(response.headers) };
}

export function done(id: string, body: string): void {
  posted = fetch(`${api}/${id}/response`, { method: 'POST', body });
}

export function error(id: string, body: string, _xray: string): void {
  posted = fetch(`${api}/${id}/error`, { method: 'POST', body });
}
