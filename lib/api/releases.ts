import {
  type Published,
  type PublishedRelease,
  previewRelease,
  publishRelease,
} from '../acts/publish.ts';
import { releasesOf } from '../acts/register.ts';
import { releaseDiff } from '../acts/release-diff.ts';
import {
  getReleaseOperation,
  type PublishedAnswer,
  publishOperation,
  releaseDiffOperation,
} from '../contract/releases.ts';
import { isPermission } from '../core/release-diff.ts';
import { draftOf } from '../core/release-draft.ts';
import { refuse } from '../core/result.ts';
import { releaseView } from './catalog.ts';
import { deprecationHeaders } from './deprecation.ts';
import { editorFor, mayNotFind } from './editor.ts';
import { servePersonOrCi } from './serve.ts';
import { type Answer, answer, type Door } from './types.ts';

/** Publishing a team's releases, and comparing any two. */
export function serveReleases(door: Door): void {
  const { deps } = door;
  servePersonOrCi(door, publishOperation, async ({ caller, params, query, body }) => {
    const read = draftOf(body, params);
    if (read.kind === 'problems') return { ...read, why: 'bad-release' };
    const editor = await editorFor(deps, caller, body.owner);
    if (query.dry_run !== 'yes') return said(await publishRelease(deps, editor, read.draft), false);
    return said(await previewRelease(deps, editor, read.draft), true);
  });
  servePersonOrCi(door, getReleaseOperation, async ({ caller, params }) => {
    const refusal = await mayNotFind(deps, caller);
    if (refusal) return refusal;
    const component = `${params.kind}/${params.name}`;
    const releases = await releasesOf(deps, component);
    const release = releases.find((one) => one.version === params.version);
    if (!release) return refuse('no-version', `There is no ${component} ${params.version}.`);
    const headers = deprecationHeaders(release, deps.settings.baseUrl);
    return answer({ component, ...releaseView(release) }, 200, headers);
  });
  servePersonOrCi(door, releaseDiffOperation, async ({ caller, params, query }) => {
    const refusal = await mayNotFind(deps, caller);
    if (refusal) return refusal;
    const component = `${params.kind}/${params.name}`;
    const found = await releaseDiff(deps, { component, ...query });
    if (found.kind === 'refused') return found;
    const { from, to, changes } = found;
    return answer({
      ...(from ? { from: placeOf(from) } : {}),
      to: placeOf(to),
      same_permissions: !changes.some(isPermission),
      changes: [...changes],
    });
  });
}

function placeOf({ component, version }: { component: string; version: string }) {
  return { component, version };
}

function said(published: Published, isDry: boolean): Answer<PublishedAnswer> {
  if (published.kind === 'refused') return published;
  if (published.kind === 'problems') return { ...published, why: 'bad-release' };
  const fresh = published.kind === 'published' && !isDry;
  const { id } = published.component;
  return answer(view(published, isDry), fresh ? 201 : 200, { location: `/v1/components/${id}` });
}

function view(published: PublishedRelease, isDry: boolean): PublishedAnswer {
  const { kind, component, release, against, changes, warnings } = published;
  const { version, fingerprint, surface, uses, terms } = release;
  const { id, team, visibility, latest } = component;
  return {
    outcome: isDry && kind === 'published' ? 'would-publish' : kind,
    ...{ component: id, version, team, visibility, latest, fingerprint, surface, uses, terms },
    ...(against ? { against } : {}),
    changes: [...changes],
    warnings: [...warnings],
  };
}
