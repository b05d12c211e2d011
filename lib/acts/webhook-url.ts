import { type Refusal, refuse } from '../core/result.ts';

const LONGEST = 2000;
const ADDRESS = /^(?:[0-9.]+|\[.*\])$/;
/** Names that no public receiver has. What a name stands for is checked again at each connect. */
const PRIVATE_NAME =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home\.arpa|test|invalid|onion)$/;

export type WebhookUrl = { readonly kind: 'url'; readonly url: string; readonly host: string };

/**
 * "https and public addresses only": an https address with a public name, on the usual port, without
 * anything to log in with. Numbers are refused in every way of writing them, as a name has a
 * certificate that says whose it is.
 */
export function readWebhookUrl(text: string): WebhookUrl | Refusal<'bad-webhook-url'> {
  const url = text.length <= LONGEST && URL.canParse(text) ? new URL(text) : undefined;
  if (!url) return no(`Write the whole address, up to ${LONGEST} characters, like ${EXAMPLE}.`);
  const host = url.hostname.toLowerCase().replace(/\.$/, '');
  if (url.protocol !== 'https:')
    return no(`The address has to begin with https://, like ${EXAMPLE}.`);
  if (url.username !== '' || url.password !== '') {
    return no('Leave the user name and password out of the address; messages are signed instead.');
  }
  if (url.port !== '') return no('Leave the port out: messages go to port 443 only.');
  if (url.hash !== '' || text.includes('#')) return no('Leave out what follows the # sign.');
  if (ADDRESS.test(host)) return no('Name the host, as numbers are not taken.');
  if (!host.includes('.') || PRIVATE_NAME.test(host)) {
    return no(`${host} is no public name. Messages go to public hosts only.`);
  }
  return { kind: 'url', url: url.href, host };
}

const EXAMPLE = 'https://agents.example.com/yardmaster';

function no(say: string): Refusal<'bad-webhook-url'> {
  return refuse('bad-webhook-url', say);
}
