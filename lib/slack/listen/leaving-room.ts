import * as z from 'zod';
import type { Deps } from '../../acts/deps.ts';
import { loadOrganisation } from '../../acts/standing.ts';
import { stopOrganisation } from '../../acts/stop.ts';
import type { STOPS } from '../../core/people.ts';
import type { Room } from '../room.ts';
import { stoppedPart } from '../views/stopped.ts';

const SLACK = { kind: 'system', id: 'slack' } as const;

/** Where the event is from; it came through the verified door, as all do. */
const fromSchema = z.object({ team_id: z.string(), enterprise_id: z.string().nullish() });
const revokedSchema = fromSchema.extend({
  event: z.object({ tokens: z.object({ bot: z.array(z.string()).default([]) }) }),
});

/** "`app_uninstalled` and `tokens_revoked` stop leases and consumes and say so at every door." */
export const leavingRoom: Room = {
  events: {
    app_uninstalled: async (deps, body) => {
      await stop(deps, fromSchema.safeParse(body).data, 'app-uninstalled');
    },
    // Tokens of single people are of no concern: nothing here uses them.
    tokens_revoked: async (deps, body) => {
      const revoked = revokedSchema.safeParse(body).data;
      if (revoked && revoked.event.tokens.bot.length > 0) {
        await stop(deps, revoked, 'tokens-revoked');
      }
    },
  },
  home: async (deps) => stoppedPart(await loadOrganisation(deps)),
};

/** Only what this organisation's own workspace says ends anything here. */
async function stop(
  deps: Deps,
  from: z.infer<typeof fromSchema> | undefined,
  why: (typeof STOPS)[number],
): Promise<void> {
  const { home } = await loadOrganisation(deps);
  if (!from || (from.team_id !== home && from.enterprise_id !== home)) {
    deps.log.warn({ why }, 'another workspace, or nobody, says that the app left it');
    return;
  }
  if (await stopOrganisation(deps, why, SLACK)) {
    deps.log.error({ why }, 'Yardmaster is stopped: nothing is asked, decided or consumed');
  }
}
