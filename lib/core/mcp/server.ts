import * as z from 'zod';
import { isObject } from '../marketplace/files.ts';

const text = z.string().optional().catch(undefined);
const list = <T extends z.ZodType>(of: T) =>
  z
    .array(z.unknown())
    .optional()
    .catch(undefined)
    .transform((all) =>
      (all ?? []).flatMap((one) => {
        const read = of.safeParse(one);
        return read.success ? [read.data] : [];
      }),
    );

/** A server as `server.json` writes it, and as lists of servers do: `registry`, `name` and `env` of a package. */
const serverSchema = z.looseObject({
  name: z.string(),
  title: text,
  description: text,
  version: z.union([z.string(), z.number()]).optional().catch(undefined),
  license: text,
  status: text,
  image: text,
  collection: text,
  category: text,
  packages: list(
    z.object({
      registryType: text,
      registry_name: text,
      registry: text,
      identifier: text,
      name: text,
      version: text,
    }),
  ),
  remotes: list(z.object({ type: text, transport_type: text, url: z.string() })),
  tags: list(z.string()),
  tools: list(z.union([z.string(), z.object({ name: z.string() }).transform((one) => one.name)])),
});
export type Server = z.infer<typeof serverSchema>;

const OFFICIAL = 'io.modelcontextprotocol.registry/official';
const PUBLISHER = 'io.modelcontextprotocol.registry/publisher-provided';

/** Where the format leaves room for others' data. */
export const META = { official: OFFICIAL, publisher: PUBLISHER } as const;

export interface Row {
  readonly server: Server;
  readonly raw: Readonly<Record<string, unknown>>;
  /** The registry's own data beside it: status and days. */
  readonly official: Readonly<Record<string, unknown>>;
  readonly publisher: Readonly<Record<string, unknown>>;
}

/** A bare server, or `{ server, _meta }` as registries answer; undefined when it is neither. */
export function readRow(value: unknown): Row | undefined {
  if (!isObject(value)) return undefined;
  const raw = isObject(value.server) ? value.server : value;
  const read = serverSchema.safeParse(raw);
  if (!read.success) return undefined;
  const place = (name: string) => {
    const found = [raw, value].flatMap(({ _meta: meta }) => (isObject(meta) ? [meta[name]] : []));
    return found.find(isObject) ?? {};
  };
  return { server: read.data, raw, official: place(OFFICIAL), publisher: place(PUBLISHER) };
}
