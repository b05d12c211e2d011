import { expect, test } from 'vitest';
import { readWebhookUrl } from '../../lib/acts/webhook-url.ts';

test.each([
  ['https://agents.example.com/hooks/1?team=a', 'agents.example.com'],
  ['https://Agents.Example.COM:443/', 'agents.example.com'],
  ['https://bücher.example/', 'xn--bcher-kva.example'],
  ['https://agents.example.com.', 'agents.example.com'],
])('%s is taken', (text, host) => {
  expect(readWebhookUrl(text)).toMatchObject({ kind: 'url', host });
});

test.each([
  ['', 'whole address'],
  ['agents.example.com', 'whole address'],
  [`https://a.example.com/${'x'.repeat(2000)}`, '2000 characters'],
  ['http://agents.example.com/', 'https://'],
  ['ftp://agents.example.com/', 'https://'],
  ['file:///etc/passwd', 'https://'],
  ['https://user@agents.example.com/', 'password'],
  ['https://user:word@agents.example.com/', 'password'],
  ['https://agents.example.com:8443/', 'port'],
  ['https://agents.example.com:22/', 'port'],
  ['https://agents.example.com/#part', '#'],
  ['https://agents.example.com/#', '#'],
  ['https://8.8.8.8/', 'numbers'],
  ['https://127.0.0.1/', 'numbers'],
  ['https://2130706433/', 'numbers'],
  ['https://0177.0.0.1/', 'numbers'],
  ['https://0x7f.1/', 'numbers'],
  ['https://0x7f000001/', 'numbers'],
  ['https://127.1/', 'numbers'],
  ['https://127.0.0.1./', 'numbers'],
  ['https://①②⑦.0.0.1/', 'numbers'],
  ['https://169.254.169.254/latest/meta-data', 'numbers'],
  ['https://[::1]/', 'numbers'],
  ['https://[::ffff:127.0.0.1]/', 'numbers'],
  ['https://[fd00::1]/', 'numbers'],
  ['https://localhost/', 'no public name'],
  ['https://LOCALHOST./', 'no public name'],
  ['https://api.localhost/', 'no public name'],
  ['https://printer.local/', 'no public name'],
  ['https://metadata.google.internal/', 'no public name'],
  ['https://instance-data.ec2.internal./', 'no public name'],
  ['https://intranet/', 'no public name'],
])('%s is refused', (text, word) => {
  const refused = readWebhookUrl(text);
  expect(refused).toMatchObject({ kind: 'refused', why: 'bad-webhook-url' });
  expect(refused.kind === 'refused' && refused.say).toContain(word);
});
