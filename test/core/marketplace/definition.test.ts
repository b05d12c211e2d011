// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how these files write variables
import { describe, expect, it } from 'vitest';
import { definitionOf, readBack } from '../../../lib/core/marketplace/definition.ts';

describe('an endpoint as a definition', () => {
  it.each([
    ['https://tides.example/mcp', { type: 'http', url: 'https://tides.example/mcp' }],
    ['https://tides.example/sse', { type: 'sse', url: 'https://tides.example/sse' }],
    ['${TIDES_URL}', { type: 'http', url: '${TIDES_URL}' }],
    ['npx tides@1.0.0', { command: 'npx', args: ['tides@1.0.0'] }],
  ])('%s', (endpoint, definition) => {
    expect(definitionOf(endpoint)).toEqual(definition);
    expect(readBack(endpoint, 'harbour#desk')).toBe(endpoint);
  });

  it("loses the place of a program in a plugin's own folder", () => {
    expect(readBack('node harbour#desk', 'harbour#desk')).toBe('node');
  });
});
