// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how these files write variables
import { describe, expect, it } from 'vitest';
import { readCommand, readUrl } from '../../../lib/core/marketplace/endpoint.ts';

describe('web addresses lose whatever may be a secret', () => {
  it.each([
    ['https://mcp.example/api', 'https://mcp.example/api', false],
    ['HTTPS://MCP.Example:8443/api/', 'https://mcp.example:8443/api/', false],
    ['https://user:hunter2@mcp.example/api', 'https://mcp.example/api', true],
    ['https://mcp.example/api?key=hunter2', 'https://mcp.example/api', true],
    ['https://mcp.example/api#hunter2', 'https://mcp.example/api', true],
    ['https://mcp.example/${TENANT:-hunter2}', 'https://mcp.example/${TENANT}', true],
    ['https://mcp.example/s/9f8e7d6c5b4a39281706/mcp', 'https://mcp.example/s/***/mcp', true],
    ['https://git.example/skills-of-2026.git', 'https://git.example/skills-of-2026.git', false],
    ['https://mcp.example/sk-live_12345678/mcp', 'https://mcp.example/***/mcp', true],
    ['https://mcp.example/6f9619ff-8b86-4d01-b42d-00cf4fc964ff', 'https://mcp.example/***', true],
  ])('%s', (written, endpoint, hidden) => {
    expect(readUrl(written)).toMatchObject({ endpoint, hidden });
  });

  it.each(['', 'mcp.example', 'file:///etc/passwd', 'https://', 'javascript:alert(1)'])(
    'takes %j for no web address',
    (written) => {
      expect(readUrl(written)).toBeUndefined();
    },
  );

  it('knows no host where the address is a variable', () => {
    expect(readUrl('${MCP_URL:-https://a.example}')).toEqual({
      endpoint: '${MCP_URL}',
      hidden: true,
    });
  });
});

describe('commands give the program and its package, never other arguments', () => {
  it.each([
    ['npx', ['-y', 'fares-mcp@2', '--api-key', 'hunter2'], 'npx fares-mcp@2'],
    ['npx -y fares-mcp', [], 'npx fares-mcp'],
    ['/usr/bin/npx', ['--package=fares', 'serve'], 'npx fares'],
    ['npx', ['--registry', 'https://x.example', 'fares-mcp'], 'npx fares-mcp'],
    [
      'uvx',
      ['--from', 'git+https://hunter2@git.example/fares', 'run'],
      'uvx git+https://git.example/fares',
    ],
    [
      'docker',
      ['run', '-i', '--rm', '-p', '80:80', '-e', 'KEY=hunter2', 'depot/fares:1.0'],
      'docker depot/fares:1.0',
    ],
    ['php', ['artisan', 'boost:mcp'], 'php artisan boost:mcp'],
    ['fares', ['serve', '--token', 'hunter2'], 'fares serve'],
    ['fares', ['hunter2'], 'fares'],
    ['env', ['KEY=hunter2', 'npx', 'fares-mcp'], 'npx fares-mcp'],
    ['node', ['${CLAUDE_PLUGIN_ROOT}/serve.js', '--key=hunter2'], 'node depot#fare-check'],
    ['bun', ['./serve.ts'], 'bun depot#fare-check'],
  ])('%s %j', (command, args, endpoint) => {
    expect(readCommand([command, ...args], 'depot#fare-check')?.endpoint).toBe(endpoint);
  });

  it('finds no program in an empty command', () => {
    expect(readCommand([' '], 'depot#fare-check')).toBeUndefined();
  });
});
