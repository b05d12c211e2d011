import { readCommand, readUrl } from './endpoint.ts';

const ADDRESS = /^(?:\$\{\w+\}|(?:https?|wss?):\/\/)/i;

/** A server's definition as plugins write it, as far as a connector's endpoint tells it. */
export function definitionOf(endpoint: string): Readonly<Record<string, unknown>> {
  if (ADDRESS.test(endpoint)) {
    return { type: /\/sse\/?$/.test(endpoint) ? 'sse' : 'http', url: endpoint };
  }
  const [command = '', ...args] = endpoint.split(' ');
  return { command, args };
}

/** The endpoint that is read from that definition again. A program in a plugin's own folder loses its place. */
export function readBack(endpoint: string, home: string): string | undefined {
  const address = ADDRESS.test(endpoint)
    ? readUrl(endpoint)
    : readCommand(endpoint.split(' '), home);
  return address?.endpoint;
}
