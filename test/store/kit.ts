import { createHash } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Store } from '../../lib/store/store.ts';

/** A store on the engine behind `client`; `pauses` notes how long each wait was to be. */
export function storeOn(
  client: DynamoDBClient,
  tables: { readonly registry: string; readonly audit: string },
): Store & { readonly pauses: number[] } {
  const pauses: number[] = [];
  return {
    client,
    ...tables,
    pauses,
    sha: (...parts) => {
      const hash = createHash('sha256');
      for (const part of parts) hash.update(part);
      return new Uint8Array(hash.digest());
    },
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
    },
    random: () => 0.5,
  };
}
