import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  approvalDigest,
  type Bound,
  cardText,
  shortFingerprint,
} from '../../lib/core/approval-text.ts';
import { readPayload } from '../../lib/core/payload.ts';
import { OWNER, sha } from './perfect.ts';

const card = (value: unknown) =>
  cardText({
    workflow: 'support-reply-drafter',
    action: 'send_external-email.now',
    target: 'one customer',
    arguments: JSON.stringify(value),
  });

describe('the card', () => {
  test('says who wants to do what to whom, in plain words', () => {
    expect(card({}).line).toBe(
      'support-reply-drafter wants to send external email now: one customer',
    );
  });

  test('shows recipients and amounts first, the rest in its order', () => {
    const { facts } = card({ body: 'b', note: 'n', amount: 5, to: 'x@example.com' });
    expect(facts).toEqual([
      { label: 'to', value: 'x@example.com' },
      { label: 'amount', value: '5' },
      { label: 'body', value: 'b' },
      { label: 'note', value: 'n' },
    ]);
  });

  test('no crowd of names that look alike pushes the real recipient off it', () => {
    const crowd = [
      'RECIPIENT',
      'RECIPIENt',
      'RECIPIEnT',
      'Recipient',
      'TO',
      'To',
      'tO',
      'CC',
      'Cc',
    ];
    const decoys = Object.fromEntries(crowd.map((name) => [name, 'team@example.com']));
    const { facts } = card({ ...decoys, recipient: 'mallory@example.com', amount: 5 });
    expect(facts).toHaveLength(8);
    expect(facts.slice(0, 2).map((one) => one.label)).toEqual(['recipient', 'amount']);
    expect(card({ body: 'b', To: 'x' }).facts.map((one) => one.label)).toEqual(['To', 'body']);
  });

  test('counts what it does not show', () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`k${n}`, n]));
    expect(card(many)).toMatchObject({ hidden: 4, facts: { length: 8 } });
  });

  test('shortens a long text visibly, by whole characters', () => {
    const [fact] = card({ body: '😀'.repeat(301) }).facts;
    expect(fact?.value).toBe(`${'😀'.repeat(300)}… (301 characters)`);
  });

  test.each([
    ['nothing', '', '(empty)'],
    ['a list', ['a', 1], '["a",1]'],
    ['an object', { b: 1, a: null }, '{"a":null,"b":1}'],
    ['false', false, 'false'],
  ])('writes %s as it is', (_, value, shown) => {
    expect(card({ value }).facts).toEqual([{ label: 'value', value: shown }]);
  });

  test.each([[['a', 'b']], ['only text'], [null], [42]])('shows arguments that are %j', (value) => {
    expect(card(value).facts.map((one) => one.label)).toEqual(['arguments']);
  });
});

describe('secrets never reach a card', () => {
  const keys = [
    'password',
    'passphrase',
    'client_secret',
    'accessToken',
    'api_key',
    'apiKey',
    'API-KEY',
    'credentials',
    'Authorization',
  ];
  test.each(keys)('%s', (key) => {
    expect(card({ [key]: 'hush', to: 'x' })).toMatchObject({
      facts: [{ label: 'to', value: 'x' }],
      hidden: 1,
    });
  });
  test.each(keys)('%s within something else', (key) => {
    const text = JSON.stringify(card({ settings: { list: [{ [key]: { deep: 'hush' }, ok: 1 }] } }));
    expect(text).not.toContain('hush');
    expect(text).toContain('(hidden)');
    expect(JSON.stringify(card([{ [key]: 'hush' }]))).not.toContain('hush');
  });
});

const BOUND: Bound = {
  workflow: 'support-reply-drafter',
  gateRevision: 1,
  policy: 'owning-team/1',
  action: 'send_external_email',
  target: 'one customer',
  arguments: '{"amount":5,"to":"x@example.com"}',
  onBehalfOf: OWNER,
  card: card({ to: 'x@example.com', amount: 5 }),
};
const digest = (bound: Bound) => approvalDigest(bound, sha);

describe('the digest', () => {
  test('is 64 hex digits, and stays what it is', () => {
    expect(digest(BOUND)).toMatch(/^[0-9a-f]{64}$/);
    expect(digest(BOUND)).toBe(digest({ ...BOUND }));
  });

  const changed: [keyof Bound, Partial<Bound>][] = [
    ['workflow', { workflow: 'other' }],
    ['gateRevision', { gateRevision: 2 }],
    ['policy', { policy: 'owning-team/2' }],
    ['action', { action: 'send_external_mail' }],
    ['target', { target: 'one customer ' }],
    ['arguments', { arguments: '{"amount":6,"to":"x@example.com"}' }],
    ['onBehalfOf', { onBehalfOf: undefined }],
    ['card', { card: { ...BOUND.card, line: 'something harmless' } }],
  ];
  test.each(changed)('is another when %s changes', (_, change) => {
    expect(digest({ ...BOUND, ...change })).not.toBe(digest(BOUND));
  });

  test('every field is bound', () => {
    expect(changed.map(([field]) => field).sort()).toEqual(Object.keys(BOUND).sort());
  });

  test('is the same for the same arguments in another order', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ maxLength: 3 }), fc.integer()), (given) => {
        const turned = Object.fromEntries(Object.entries(given).reverse());
        const [a, b] = [given, turned].map((value) => {
          const payload = readPayload(value);
          if (payload.kind === 'refused') return 'refused';
          return digest({
            ...BOUND,
            arguments: payload.canonical,
            card: card(JSON.parse(payload.canonical)),
          });
        });
        expect(a).toBe(b);
      }),
    );
  });
});

test('the fingerprint is the first eight digits, in two groups', () => {
  expect(shortFingerprint('0123456789abcdef')).toBe('0123-4567');
});

describe('a card with the words of the team', () => {
  const call = {
    workflow: 'w',
    action: 'refund',
    target: 'ticket 1',
    arguments: JSON.stringify({ amount: 5, iban: 'DE00', who: { iban: 'DE00', name: 'A' } }),
  };

  test('shows them, and what is sensitive nowhere', () => {
    const text = cardText(call, { card: 'Refund of {amount}', sensitive: ['iban'] });
    expect(text).toEqual({
      line: 'w wants to refund: ticket 1',
      note: 'Refund of 5',
      facts: [
        { label: 'amount', value: '5' },
        { label: 'who', value: '{"iban":"(hidden)","name":"A"}' },
      ],
      hidden: 1,
    });
  });

  test('is another digest than without them', () => {
    const bound = {
      ...call,
      gateRevision: 1,
      policy: 'p',
      onBehalfOf: undefined,
    };
    const digests = [{}, { card: 'A' }, { card: 'B' }, { sensitive: ['iban'] }].map((look) =>
      approvalDigest({ ...bound, card: cardText(call, look) }, sha),
    );
    expect(new Set(digests).size).toBe(4);
  });
});
