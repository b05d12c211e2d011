import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Sha256 } from '../core/hash.ts';

/** Where state lives: the two tables, and the hash their audit lines are chained with. */
export interface Store {
  readonly client: DynamoDBClient;
  readonly registry: string;
  readonly audit: string;
  readonly sha: Sha256;
  /** Waits so many milliseconds; jitter between retries is drawn from `random` (0 ≤ n < 1). */
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly random: () => number;
}

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Any item: its key, a `kind` word, and plain JSON besides. */
export type Item = Key & { readonly kind: string } & Readonly<Record<string, unknown>>;
