import { type Component, componentId, type Release } from '../component.ts';
import { exportedOf } from '../exported.ts';
import { type Foreign, keptDocument, without } from '../foreign.ts';
import type { Sha256 } from '../hash.ts';
import { isObject } from '../marketplace/files.ts';
import { slackUserId, type Team } from '../people.ts';
import type { Workflow } from '../workflow.ts';
import {
  ANNOTATION,
  API_VERSION,
  AS_ENTITY,
  type Entity,
  entityName,
  entityRef,
  groupRef,
  tagsOf,
} from './entity.ts';

type Json = Readonly<Record<string, unknown>>;

/** "Lifecycle mapping": the words that Backstage knows; ours stand in the annotations. */
const LIFECYCLE = {
  active: 'production',
  deprecated: 'deprecated',
  closed: 'deprecated',
  disabled: 'deprecated',
} as const satisfies Record<Release['lifecycle'], string>;

const STATUS = {
  discovered: 'experimental',
  registered: 'experimental',
  active: 'production',
  paused: 'experimental',
  retired: 'deprecated',
} as const satisfies Record<Workflow['status'], string>;

/** A team. Its members are not listed: they are the directory's to name. */
export function teamEntity({ id, name }: Team): Entity {
  return {
    apiVersion: API_VERSION,
    kind: 'Group',
    metadata: { name: id, title: name, annotations: { [ANNOTATION.id]: `team/${id}` } },
    spec: { type: 'team', profile: { displayName: name }, children: [] },
  };
}

export interface ExportedComponent {
  readonly component: Component;
  readonly release: Release;
  readonly foreign?: Foreign | undefined;
}

/** A component's newest release; what was kept of its own entity is put back beside what the registry says. */
export function componentEntity(
  { component, release, foreign }: ExportedComponent,
  sha: Sha256,
): Entity {
  const { kind, name, title, description, keywords, team } = component;
  const { version, lifecycle, surface, uses } = release;
  const as = AS_ENTITY[kind];
  const kept = keptDocument(foreign, 'backstage', 'entity');
  const metadata = isObject(kept.metadata) ? kept.metadata : {};
  const theirs = isObject(metadata.annotations) ? metadata.annotations : {};
  const tags = tagsOf(keywords);
  const record = { ...exportedOf(component, release), title, description, keywords };
  return {
    ...without(kept, ['status', 'relations']),
    apiVersion: API_VERSION,
    kind: as.kind,
    metadata: {
      ...without(metadata, ['uid', 'etag']),
      ...{ name: entityName(name, sha), namespace: as.namespace, title },
      ...(description === '' ? {} : { description }),
      ...(tags.length > 0 ? { tags } : {}),
      annotations: {
        ...theirs,
        [ANNOTATION.id]: component.id,
        [ANNOTATION.version]: version,
        [ANNOTATION.lifecycle]: lifecycle,
        ...(uses.length > 0 ? { [ANNOTATION.pins]: pinsText(uses) } : {}),
        [ANNOTATION.record]: JSON.stringify(record),
      },
    },
    spec: {
      ...(isObject(kept.spec) ? kept.spec : {}),
      ...{ type: as.type, lifecycle: LIFECYCLE[lifecycle], owner: groupRef(team) },
      ...(kind === 'connector' ? remotesOf(surface.endpoints) : {}),
      ...relationsOf(
        uses.map((pin) => componentId(pin.kind, pin.name)),
        sha,
      ),
    },
  };
}

/** `kind/name@range`, each after a comma: ranges hold blanks, and never commas. */
function pinsText(uses: Release['uses']): string {
  return uses.map(({ kind, name, range }) => `${kind}/${name}@${range}`).join(', ');
}

/** "definition (or remotes[]{type, url} for mcp-server)". */
function remotesOf(endpoints: readonly string[]): Json {
  const remotes = endpoints
    .filter((one) => /^https?:/.test(one))
    .map((url) => ({ type: /\/sse\/?$/.test(url) ? 'sse' : 'streamable-http', url }));
  if (remotes.length > 0) return { remotes };
  return {
    definition:
      endpoints.length > 0 ? `Started with: ${endpoints.join(', ')}` : 'No address is known.',
  };
}

/** "dependsOn relations"; what is an API there is consumed. `ids`: components of ours. */
function relationsOf(ids: readonly string[], sha: Sha256): Json {
  const refs = ids.flatMap((id) => {
    const kind = (['plugin', 'connector', 'skill', 'block'] as const).find((one) =>
      id.startsWith(`${one}/`),
    );
    return kind ? [{ kind, ref: entityRef(kind, id.slice(kind.length + 1), sha) }] : [];
  });
  const apis = refs.filter(({ kind }) => kind === 'connector').map(({ ref }) => ref);
  return {
    ...(refs.length > 0 ? { dependsOn: refs.map(({ ref }) => ref) } : {}),
    ...(apis.length > 0 ? { consumesApis: apis } : {}),
  };
}

/** A workflow with what it is locked to. "An owner is one active person": named by the Slack id alone. */
export function workflowEntity(workflow: Workflow, sha: Sha256): Entity {
  const { id, team, owner, purpose, status, revision, locks } = workflow;
  const as = AS_ENTITY.workflow;
  const pins = locks.map(({ component, version, range }) => `${component}@${version} (${range})`);
  return {
    apiVersion: API_VERSION,
    kind: as.kind,
    metadata: {
      ...{ name: entityName(id, sha), namespace: as.namespace, title: id },
      ...(purpose === '' ? {} : { description: purpose }),
      annotations: {
        [ANNOTATION.id]: `workflow/${id}`,
        [ANNOTATION.status]: status,
        [ANNOTATION.revision]: String(revision),
        [ANNOTATION.owner]: slackUserId(owner),
        ...(pins.length > 0 ? { [ANNOTATION.pins]: pins.join(', ') } : {}),
      },
    },
    spec: {
      ...{ type: as.type, lifecycle: STATUS[status], owner: groupRef(team) },
      ...relationsOf(
        locks.map(({ component }) => component),
        sha,
      ),
    },
  };
}
