import type { Component, Release } from '../../lib/core/component.ts';
import type { PublishGround } from '../../lib/core/publish.ts';
import type { ReleaseDraft } from '../../lib/core/release-draft.ts';
import { release, SURFACE, sha, TEAM } from './perfect.ts';

/** A perfect draft; tests spoil one field. */
export const DRAFT: ReleaseDraft = {
  kind: 'connector',
  name: 'mail',
  owner: 'team-support',
  version: '1.0.0',
  title: 'Mail',
  description: 'Sends mails to customers.',
  keywords: ['mail'],
  surface: { ...SURFACE, scopes: ['mail.send'], tools: ['send_mail'] },
  uses: [],
};

export function component(id: string, rest: Partial<Component> = {}): Component {
  const [kind, name = ''] = id.split('/');
  return {
    id,
    kind: kind === 'connector' || kind === 'skill' || kind === 'block' ? kind : 'plugin',
    name,
    title: name,
    description: `What ${id} does.`,
    keywords: [],
    team: 'team-support',
    visibility: 'team',
    latest: '1.0.0',
    connectors: [],
    actions: [],
    ...rest,
  };
}

/** Nothing is in the registry yet but what the change says. */
export function ground(
  change: Partial<ReleaseDraft> = {},
  rest: Partial<PublishGround> = {},
): PublishGround {
  return {
    draft: { ...DRAFT, ...change },
    held: undefined,
    team: TEAM,
    ownerNow: rest.held ? TEAM.id : undefined,
    teamNow: (id) => id,
    origin: undefined,
    used: new Map(),
    catalog: new Map(),
    others: [],
    sha,
    ...rest,
  };
}

/** `skill/tone` in these versions, of this team and visibility, as something that is used. */
export function using(
  versions: readonly string[],
  whose: Pick<Component, 'team' | 'visibility'> = { team: 'platform', visibility: 'shared' },
  lifecycle: Release['lifecycle'] = 'active',
): Pick<PublishGround, 'used' | 'catalog'> {
  const id = 'skill/tone';
  return {
    used: new Map([[id, whose]]),
    catalog: new Map([[id, versions.map((version) => release(id, version, { lifecycle }))]]),
  };
}

export const TONE = { kind: 'skill', name: 'tone', range: '2.0.x' } as const;
