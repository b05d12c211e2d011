import * as z from 'zod';
import { type PersonKey, personKey, personKeySchema } from '../../core/people.ts';

/** Who did it, and with what an answer can be shown. */
export interface From {
  readonly by: PersonKey;
  /** The person's handle, for showing only. */
  readonly name: string;
  /** Opens one modal within three seconds; empty where Slack gives none. */
  readonly triggerId: string;
}

/** What a payload is when nothing here can read it. `why` names fields, never values. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly why: string;
}

export const fromSchema = z.object({
  trigger_id: z.string().default(''),
  user: z.object({
    id: z.string(),
    team_id: z.string().nullish(),
    name: z.string().optional(),
    username: z.string().optional(),
  }),
  team: z.object({ id: z.string(), enterprise_id: z.string().nullish() }).nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
});

/**
 * The acting person of a verified interaction. `user.team_id` is the person's HOME team. The
 * enterprise in the payload is ours, so it counts only for somebody whose home is the team it came
 * from: a person of another organisation must never be keyed into this one.
 */
export function readFrom(body: z.infer<typeof fromSchema>): From | undefined {
  const { user, team, enterprise } = body;
  const teamId = user.team_id ?? team?.id;
  if (!teamId) return undefined;
  const enterpriseId =
    teamId === team?.id ? (team.enterprise_id ?? enterprise?.id ?? undefined) : undefined;
  const by = keyOf({ userId: user.id, teamId, enterpriseId });
  if (!by) return undefined;
  return { by, name: user.username ?? user.name ?? user.id, triggerId: body.trigger_id };
}

/** The key, or undefined when the ids are not what Slack writes. */
export function keyOf(identity: {
  userId: string;
  teamId: string;
  enterpriseId?: string | undefined;
}): PersonKey | undefined {
  return personKeySchema.safeParse(personKey(identity)).data;
}

export function unknown(why: string): Unknown {
  return { kind: 'unknown', why };
}

/** The fields that did not fit, for the log. */
export function misfit(error: z.ZodError): Unknown {
  return unknown(error.issues.map((issue) => issue.path.join('.') || 'body').join(', '));
}
