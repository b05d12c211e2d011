import * as z from 'zod';
import type { PersonKey } from '../core/people.ts';
import { fromAttributes, type Head } from '../store/item.ts';
import { headKey, partKey, type Subject } from '../store/keys.ts';
import { readAll, readHead, readTogether } from '../store/read.ts';
import type { Item } from '../store/store.ts';
import type { Deps } from './deps.ts';

/** How one kind of thing that many people are told is filed. None of it may ever change. */
interface Filing<T> {
  /** The kind of each person's own subject, `notice-ask/<id>/<person>`. */
  readonly asks: 'notice-ask' | 'change-ask' | 'campaign-ask';
  /** The kind of the thing itself, beside which a note says who was told. */
  readonly of: 'notice' | 'change-proposal' | 'campaign';
  readonly prefix: string;
  readonly kind: string;
  readonly schema: z.ZodType<T>;
}

const noteSchema = z.object({ holder: z.string() });
const READ_AT_ONCE = 100;

/**
 * Who was told of a thing, each with a chain of their own, so that hundreds who answer at once do not
 * fight over one head.
 */
export function askedPeople<T>({ asks, of, prefix, kind, schema }: Filing<T>) {
  const subject = (id: string, holder: PersonKey): Subject => `${asks}/${id}/${holder}`;
  return {
    subject,
    /** The thing's id and the person's key in such a subject. */
    read(text: string): { id: string; holder: PersonKey } | undefined {
      const [start, id, ...rest] = text.split('/');
      const holder = rest.join('/');
      return start === asks && id && holder ? { id, holder } : undefined;
    },
    /** What this person was told; undefined when they were not. */
    load: (deps: Deps, id: string, holder: PersonKey): Promise<Head<T> | undefined> =>
      readHead(deps.store, subject(id, holder), schema),
    /** The note that this person was told. */
    note: (id: string, holder: PersonKey): Item => ({
      ...partKey(`${of}/${id}`, `${prefix}${holder}`),
      kind,
      data: { holder },
    }),
    /** All of them, by person, with the answers as they are now. */
    async all(deps: Deps, id: string): Promise<Head<T>[]> {
      const listing = { partition: `${of}/${id}`, prefix, schema: noteSchema };
      const notes = await readAll(deps.store, listing);
      const keys = notes.map(({ state }) => headKey(subject(id, state.holder)));
      const heads: Head<T>[] = [];
      for (let at = 0; at < keys.length; at += READ_AT_ONCE) {
        const some = keys.slice(at, at + READ_AT_ONCE);
        const found = await readTogether(deps.store, some);
        for (const { pk, sk } of some) {
          const item = found.get(`${pk} ${sk}`);
          if (item) heads.push(fromAttributes(item, schema));
        }
      }
      return heads;
    },
  };
}
