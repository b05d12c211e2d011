import { describe, expect, it } from 'vitest';
import { connectorDraft, nameConnector } from '../../../lib/core/marketplace/connectors.ts';

const FARES = {
  name: 'fares',
  address: { endpoint: 'https://fares.example/mcp', host: 'fares.example', hidden: false },
};
const SAME = FARES.address.endpoint;

describe('a connector is named after its server', () => {
  it.each([
    ['a new one', {}, 'new', 'fares'],
    ['the same one again', { fares: SAME }, 'known', 'fares'],
    ['another address under that name', { fares: 'x' }, 'new', 'fares-trips'],
    ['that one again', { fares: 'x', 'fares-trips': SAME }, 'known', 'fares-trips'],
    ['when both names are taken', { fares: 'x', 'fares-trips': 'y' }, 'new', 'fares-trips-2'],
  ])('%s', (_, known, kind, name) => {
    const reading = nameConnector(FARES, 'trips', new Map(Object.entries(known)));
    expect(reading).toMatchObject({ kind, name });
  });

  it('says that it has another name than its server', () => {
    const spaced = { ...FARES, name: 'Fares Live' };
    expect(nameConnector(spaced, 'trips', new Map())).toMatchObject({
      name: 'fares-live',
      notes: ['Its server "Fares Live" is named fares-live here.'],
    });
  });

  it('takes none that has no letter to be named by', () => {
    expect(nameConnector({ ...FARES, name: '…' }, 'trips', new Map())).toEqual({ kind: 'unnamed' });
  });
});

describe('a connector touches its host, or is a system of its own', () => {
  const plugin = { title: 'Trips', origin: { marketplace: 'depot' } };

  it.each([
    ['a web address', FARES, ['fares.example']],
    ['a program', { name: 'fares', address: { endpoint: 'npx fares', hidden: false } }, ['fares']],
  ])('%s', (_, server, systems) => {
    const draft = connectorDraft('fares', server, plugin);
    expect(draft.surface).toMatchObject({
      systems,
      tools: [],
      endpoints: [server.address.endpoint],
    });
    expect(draft.version).toBeUndefined();
  });
});
