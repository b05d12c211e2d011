// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how these files write variables
import { expect, it } from 'vitest';
import { readRemote } from '../../../lib/core/marketplace/remote.ts';

it.each([
  ['https://tides.example/mcp', { endpoint: 'https://tides.example/mcp', host: 'tides.example' }],
  ['https://tides.example/{harbour}', { endpoint: 'https://tides.example/${harbour}' }],
  ['http://localhost:8000/sse', { endpoint: 'http://localhost:8000/sse' }],
  ['https://tides.example/?key=1', { endpoint: 'https://tides.example/', note: /left out/ }],
  ['', { why: /empty/ }],
  ['tides', { why: /no web address/ }],
])('%j', (url, read) => {
  const { note, why, ...rest } = readRemote(url);
  const words = 'note' in read ? read.note : 'why' in read ? read.why : undefined;
  if (words) expect(note ?? why).toMatch(words);
  else expect([note, why]).toEqual([undefined, undefined]);
  if ('endpoint' in read) expect(rest.endpoint).toBe(read.endpoint);
  if ('host' in read) expect(rest.host).toBe(read.host);
});

it('a server on the own machine is no system of anybody', () => {
  expect(readRemote('http://127.0.0.1:9000').host).toBeUndefined();
});
