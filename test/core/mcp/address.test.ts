import { describe, expect, it } from 'vitest';
import { packageEndpoint, packageOf } from '../../../lib/core/mcp/address.ts';

describe('a package as an endpoint, and back', () => {
  it.each([
    [{ registryType: 'npm', identifier: '@tides/mcp', version: '1.0.0' }, 'npx @tides/mcp@1.0.0'],
    [{ registryType: 'pypi', identifier: 'tides', version: '0.1.0' }, 'uvx tides@0.1.0'],
    [{ registryType: 'nuget', identifier: 'Tides' }, 'dnx Tides'],
    [
      { registryType: 'oci', identifier: 'docker.io/tides/mcp:1.2' },
      'docker docker.io/tides/mcp:1.2',
    ],
  ])('%o', (one, endpoint) => {
    expect(packageEndpoint(one)).toBe(endpoint);
    expect(packageOf(endpoint)).toEqual(one);
  });

  it.each([
    [{ registryType: 'docker', identifier: 'tides/mcp', version: '1.2' }, 'docker tides/mcp:1.2'],
    [{ registryType: 'unknown', identifier: 'tides', version: '1.0' }, 'unknown tides@1.0'],
    [{ registryType: '', identifier: 'tides', version: '' }, 'unknown tides'],
    [
      { registryType: 'mcpb', identifier: 'https://x.example/t.mcpb', version: '1' },
      'mcpb https://x.example/t.mcpb',
    ],
  ])('%o is written one way', (one, endpoint) => {
    expect(packageEndpoint(one)).toBe(endpoint);
  });

  it('"never latest"', () => {
    expect(packageOf('npx tides@latest')).toEqual({ registryType: 'npm', identifier: 'tides' });
  });

  it.each(['node server.js', 'npx', 'npx tides --port 1', 'unknown tides'])(
    '%s is no package',
    (endpoint) => {
      expect(packageOf(endpoint)).toBeUndefined();
    },
  );
});
