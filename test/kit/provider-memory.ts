import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Where a provider of the tests keeps what it has begun, by its kind: gone with the provider. */
export function providerMemory(): new (kind: string) => Adapter {
  const kept = new Map<string, AdapterPayload>();
  return class {
    readonly #kind: string;
    constructor(kind: string) {
      this.#kind = kind;
    }
    #name(id: string): string {
      return `${this.#kind}/${id}`;
    }
    async upsert(id: string, payload: AdapterPayload): Promise<void> {
      kept.set(this.#name(id), payload);
    }
    async find(id: string): Promise<AdapterPayload | undefined> {
      return kept.get(this.#name(id));
    }
    async findByUserCode(): Promise<undefined> {}
    async findByUid(uid: string): Promise<AdapterPayload | undefined> {
      return [...kept]
        .filter(([name]) => name.startsWith(`${this.#kind}/`))
        .map(([, payload]) => payload)
        .find((payload) => payload.uid === uid);
    }
    async consume(id: string): Promise<void> {
      const payload = kept.get(this.#name(id));
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    }
    async destroy(id: string): Promise<void> {
      kept.delete(this.#name(id));
    }
    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [name, payload] of kept) if (payload.grantId === grantId) kept.delete(name);
    }
  };
}
