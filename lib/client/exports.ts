import {
  exportBackstageOperation,
  exportMarketplaceOperation,
  listServersOperation,
} from '../contract/exports.ts';
import { type ClientOptions, callAgain } from './call.ts';

interface Page {
  readonly team?: string | undefined;
  readonly after?: string | undefined;
}

/** The catalog in the words of others, a page at a time. */
export function exportCalls(options: ClientOptions) {
  return {
    exportMarketplace: (query: Page & { readonly name?: string | undefined }) =>
      callAgain(options, exportMarketplaceOperation, { query: { ...query } }),
    exportBackstage: (query: Page) =>
      callAgain(options, exportBackstageOperation, { query: { ...query } }),
    mcpServers: (query: {
      readonly cursor?: string | undefined;
      readonly team?: string | undefined;
    }) => callAgain(options, listServersOperation, { query: { ...query, limit: 100 } }),
  };
}
