import { describe, expect, test } from 'vitest';
import { agentsFrom } from '../../lib/core/estate-mcp.ts';

const SERVERS = JSON.stringify({
  mcpServers: {
    crm: { url: 'https://crm.example.com/mcp', headers: { Authorization: 'Bearer of-nobody' } },
    files: { command: 'npx', args: ['-y', 'files-server'], env: { TOKEN: 'of-nobody' } },
  },
});

describe('folders with .mcp.json', () => {
  test('each is an agent that uses its servers', () => {
    const { items, skipped } = agentsFrom(
      [
        { path: 'support/reply-bot/.mcp.json', text: SERVERS },
        { path: 'support/reply-bot/package.json', text: '{}' },
        { path: '.mcp.json', text: SERVERS },
      ],
      'agents',
    );
    expect(skipped).toEqual([]);
    expect(items.map((item) => [item.ref, item.name, item.systems])).toEqual([
      ['.mcp.json', 'agents', ['crm', 'files']],
      ['support/reply-bot/.mcp.json', 'reply-bot', ['crm', 'files']],
    ]);
    expect(items[0]?.purpose).toContain('https://crm.example.com/mcp');
  });

  test('two folders of one name are two agents, told apart by the way to them', () => {
    const { items } = agentsFrom(
      ['sales/agent', 'support/agent', 'support/triage'].map((at) => ({
        path: `${at}/.mcp.json`,
        text: SERVERS,
      })),
      'agents',
    );
    expect(items.map((item) => item.name)).toEqual(['sales-agent', 'support-agent', 'triage']);
  });

  test('values of headers and of the environment are never read', () => {
    const found = agentsFrom([{ path: 'a/.mcp.json', text: SERVERS }], 'agents');
    expect(JSON.stringify(found)).not.toContain('of-nobody');
  });

  test('one that is no JSON is told, and stops no other', () => {
    const found = agentsFrom(
      [
        { path: 'a/.mcp.json', text: '{' },
        { path: 'b/.mcp.json', text: SERVERS },
      ],
      'agents',
    );
    expect(found.skipped).toEqual([expect.stringContaining('a/.mcp.json')]);
    expect(found.unread).toEqual(['a/.mcp.json']);
    expect(found.items.map((item) => item.name)).toEqual(['b']);
  });

  test('one without servers is an agent all the same', () => {
    const found = agentsFrom([{ path: 'a/.mcp.json', text: '{"mcpServers":{}}' }], 'agents');
    expect(found.items).toMatchObject([{ name: 'a', systems: [], purpose: '' }]);
  });
});
