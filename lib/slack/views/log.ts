import { PLATFORM_HOLDER } from '../../core/discovered.ts';
import { accessSentences } from './log-access.ts';
import { agentSentence } from './log-agent.ts';
import { campaignSentences } from './log-campaign.ts';
import { delegationSentences } from './log-delegation.ts';
import { digestSentences } from './log-digest.ts';
import { oversightSentences } from './log-oversight.ts';
import { webhookSentences } from './log-webhook.ts';
import { safe } from './text.ts';

/** One line of the log, as it is told. `data` holds ids, digests and numbers, never free text. */
export interface LogEntry {
  readonly subject: string;
  readonly kind: string;
  readonly at: string;
  readonly actor: { readonly kind: string; readonly id: string };
  readonly data: Readonly<Record<string, unknown>>;
  /** What an agent wrote in its own words; kept beside the log. */
  readonly text?: string | undefined;
}

/** The event as one plain sentence. Kinds that are not known here are named as they are. */
export function sentence(entry: LogEntry): string {
  const claim = agentSentence(entry);
  if (claim !== undefined) return claim;
  const tell = SENTENCES.get(entry.kind);
  const subject = safe(entry.subject, 80);
  return tell
    ? tell(who(entry), subject, entry.data)
    : `${who(entry)}: ${safe(entry.kind, 60)} on ${subject}.`;
}

type Tell = (who: string, subject: string, data: LogEntry['data']) => string;

/** What goes along when teams are merged. */
const TEAM_MOVED = [
  'workflow',
  'approval',
  'request',
  'extension',
  'component',
  'identity',
  'discovered',
  'proposed-revision',
  'access',
];

function tellMoved(_who: string, subject: string, data: LogEntry['data']): string {
  return `${subject} went from ${word(data, 'from')} to ${word(data, 'into')} with its team.`;
}

const SENTENCES = new Map<string, Tell>(
  Object.entries({
    'approval.asked': (who, _subject, data) =>
      `${who} asked for approval of ${word(data, 'action')}.`,
    ...delegationSentences({ word, person }),
    'approval.consumed': (who, subject) => `${who} used ${subject} once.`,
    'approval.expired': (_who, subject) => `${subject} ended without a decision.`,
    'workflow.registered': (who, subject, data) =>
      `${who} registered ${subject}; it is ${word(data, 'status')}.`,
    'workflow.revised': (who, subject, data) =>
      `${who} changed ${subject} to revision ${word(data, 'revision')}.`,
    'workflow.revision-proposed': (who, subject) =>
      `${who} proposed a change to ${subject}, which waits for a review.`,
    'workflow.proposal-ended': (who, subject) =>
      `${who} ended what waited for ${subject}; the revision in force stays.`,
    ...oversightSentences({ word, person }),
    ...accessSentences(word),
    ...webhookSentences(word),
    ...campaignSentences(word),
    ...digestSentences(word),
    'workflow.home-moved': (who, subject, data) =>
      `${who} moved the home of ${subject} to ${word(data, 'to')}.`,
    'revision.proposed': (who, _subject, data) =>
      `${who} proposed a change to ${word(data, 'workflow')}.`,
    'revision.reviewed': (who, _subject, data) =>
      `${who} accepted their part of a change to ${word(data, 'workflow')}.`,
    'revision.accepted': (who, _subject, data) =>
      `${who} accepted the change to ${word(data, 'workflow')}.`,
    'revision.refused': (who, _subject, data) =>
      `${who} refused the change to ${word(data, 'workflow')}.`,
    'revision.withdrawn': (who, _subject, data) =>
      `${who} withdrew the change to ${word(data, 'workflow')}.`,
    'revision.replaced': (who, _subject, data) =>
      `${who} replaced the change that waited for ${word(data, 'workflow')}.`,
    'revision.stale': (who, _subject, data) =>
      `${who} accepted a change to ${word(data, 'workflow')} that was out of date by then.`,
    'patch.made': (who, _subject, data) =>
      `${who} made a patch for the manifest of ${word(data, 'workflow')}.`,
    'patch.sent': (who, _subject, data) =>
      `${who} sent a patch for ${word(data, 'workflow')} to ${person(data.to)}.`,
    'workflow.key-offered': (who, subject, data) =>
      `${who} offered the key of ${subject} to ${person(data.to)}.`,
    'workflow.key-code-given': (who, subject) => `${who} took a key code for ${subject}.`,
    'workflow.key-claimed': (who, subject) => `${who} claimed the key of ${subject}.`,
    'request.filed': (who, _subject, data) =>
      `${who} requested the workflow ${word(data, 'workflow')}.`,
    'request.reused': (who, _subject, data) =>
      `${who} answered the need for ${word(data, 'workflow')} with what exists.`,
    'request.answered': (who, _subject, data) =>
      `${who} answered the request for ${word(data, 'workflow')}: ${word(data, 'state')}.`,
    'request.extending': (who, _subject, data) =>
      `${who} needs ${word(data, 'workflow')}, for which something that exists nearly fits.`,
    'request.withdrawn': (who, _subject, data) =>
      `${who} withdrew the request for ${word(data, 'workflow')}.`,
    'extension.asked': (who, _subject, data) =>
      `${who} asked the owner of ${word(data, 'component')} to extend it.`,
    'extension.answered': (who, _subject, data) =>
      `${who} answered for the owner of ${word(data, 'component')}: ${word(data, 'state')}.`,
    'extension.copied': (who, _subject, data) =>
      `${who} copied ${word(data, 'component')} to ${word(data, 'copy')}.`,
    'extension.used': (who, _subject, data) =>
      `${who} uses for ${word(data, 'workflow')} what was extended in ${word(data, 'component')}.`,
    'extension.withdrawn': (who, _subject, data) =>
      `${who} withdrew what was asked of the owner of ${word(data, 'component')}.`,
    'extension.reminded': (_who, subject) => `${subject} was overdue; its owner was reminded.`,
    'team.created': (who, subject) => `${who} created ${subject}.`,
    'team.changed': (who, subject) => `${who} changed ${subject}.`,
    'team.people-checked': (_who, subject, data) =>
      `Slack was asked who is in ${subject}: ${word(data, 'members')} by now.`,
    'team.merged': (who, subject, data) =>
      `${who} merged ${subject} into ${word(data, 'into')}; its id goes on working.`,
    'team.joined': (who, subject, data) => `${who} merged ${word(data, 'from')} into ${subject}.`,
    'team.renamed': (who, subject, data) =>
      `${who} gave ${subject} the id ${word(data, 'into')}; the old one goes on working.`,
    'team.carried': (_who, subject) => `All that ${subject} had has gone with it.`,
    'organisation.team-moved': (_who, _subject, data) =>
      `The platform's own team is ${word(data, 'into')} now.`,
    ...Object.fromEntries(TEAM_MOVED.map((kind) => [`${kind}.team-moved`, tellMoved])),
    'workflow.key-revoked': (who, subject) => `${who} revoked a key of ${subject}.`,
    'identity.created': (who, subject, data) =>
      `${who} created the CI ${subject} for ${word(data, 'team')}.`,
    'identity.key-code-given': (who, subject) => `${who} took a key code for the CI ${subject}.`,
    'identity.key-claimed': (who, subject) => `${who} claimed a key of the CI ${subject}.`,
    'identity.key-revoked': (who, subject) => `${who} revoked a key of the CI ${subject}.`,
    'person.login-confirmed': (who) => `${who} confirmed a login at the command line.`,
    'person.login-denied': (who) => `${who} turned down a login that was not theirs.`,
    'person.logged-in': (who) => `${who} logged in at the command line.`,
    'person.login-ended': (who, subject, data) =>
      `${who} ended a login of ${person(subject.replace('person/', ''))} (${word(data, 'why')}).`,
    'person.logins-ended': (_who, subject) =>
      `All logins of ${person(subject.replace('person/', ''))} ended: the account is gone.`,
    'release.published': (who, subject, data) =>
      `${who} published ${subject} ${word(data, 'version')}.`,
    'release.described': (who, subject, data) =>
      `${who} took over what the source of ${subject} ${word(data, 'version')} says anew.`,
    'request.reminded': (_who, subject) =>
      `${subject} was overdue; the platform team was reminded.`,
    'organisation.stopped': (_who, _subject, data) =>
      `Everything was stopped here (${word(data, 'why')}).`,
    'organisation.opened': () => 'Everything was opened here again.',
    'organisation.logins-ended': (who) => `${who} ended every login.`,
    'workflow.keys-revoked': (who, subject) => `${who} revoked every key of ${subject}.`,
    'identity.keys-revoked': (who, subject) => `${who} revoked every key of ${subject}.`,
    erased: (who, subject) => `${who} erased a person’s words from ${subject}.`,
    'person.erasing': (who, subject) => `${who} began to erase ${subject}.`,
    'person.erased': (who, subject) => `${who} erased ${subject}.`,
    'organisation.restored': () => 'The registry was restored from a backup.',
    'set-up.code-given': () => 'A set-up code was printed.',
    'set-up.first-admin': (_who, _subject, data) =>
      `${person(data.person)} became the first platform admin.`,
    'settings.changed': (who) => `${who} changed the settings.`,
    'settings-change.proposed': (who, _subject, data) =>
      `${who} proposed a change of settings: ${word(data, 'about')}.`,
    'settings-change.answered': (who, _subject, data) =>
      `${who} answered a change of settings (${word(data, 'about')}): ${word(data, 'state')}.`,
    'organisation.changed': (who, _subject, data) =>
      `${who} changed the organisation: ${word(data, 'about')}.`,
    'baseline.changed': (who, _subject, data) =>
      `${who} put version ${word(data, 'version')} of the baseline into force.`,
    'discovered.imported': (who, subject) => `${who} imported ${subject}; nobody has answered yet.`,
    'discovered.revised': (who, subject) => `${who} imported ${subject} with other facts.`,
    'discovered.asked': (who, subject) => `${who} had the owner of ${subject} asked.`,
    'discovered.claimed': (who, subject) => `${who} claimed ${subject}.`,
    'discovered.passed-on': (who, subject, data) =>
      `${who} said that ${subject} is not theirs; now ${holder(data.holder)} is asked.`,
    'discovered.assigned': (who, subject, data) =>
      `${who} passed ${subject} to ${holder(data.holder)}.`,
    'discovered.gone': (who, subject) => `${who} said that ${subject} is gone.`,
    'discovered.runs-after-all': (who, subject) => `${who} said that ${subject} runs after all.`,
    'discovered.registered': (who, subject) => `${who} registered what was ${subject}.`,
    'source.compared': (who, subject, data) =>
      `${who} compared ${subject}: ${word(data, 'unregistered')} of ${word(data, 'seen')} not registered.`,
    'set-up': (_who, subject) => `${subject} was set up.`,
    'approval.opened': (who, _subject, data) =>
      `${who} opened the details of ${word(data, 'about')}.`,
    'approval.told': (_who, subject) => `Those who may decide on ${subject} were told each alone.`,
    'approval.moved': (who, subject) => `${who} had ${subject} asked in another channel.`,
    'person.notify-chosen': (who) => `${who} chose how to be asked for decisions.`,
    'log.exported': (who) => `${who} exported the log.`,
    refused: (who, _subject, data) =>
      `${who} was refused${data.times === undefined ? '' : ` ${word(data, 'times')} times`}: ${word(data, 'act')} on ${word(data, 'about')} (${word(data, 'why')}).`,
  } satisfies Record<string, Tell>),
);

function word(data: LogEntry['data'], field: string): string {
  const value = data[field];
  return safe(typeof value === 'string' || typeof value === 'number' ? String(value) : '?', 100);
}

function who({ actor }: LogEntry): string {
  if (actor.kind === 'person') return person(actor.id);
  if (actor.kind === 'ci') return `The CI ${safe(actor.id, 80)}`;
  if (actor.kind === 'workflow') return `The workflow ${safe(actor.id, 80)}`;
  return 'Yardmaster';
}

/** Whoever answers for what was discovered: a person, or the platform. */
function holder(key: unknown): string {
  return key === PLATFORM_HOLDER ? 'the platform' : person(key);
}

/** A mention only for what is a person's key: other text must not become one. */
function person(key: unknown): string {
  const id = typeof key === 'string' ? /^[A-Z0-9]+\/([UW][A-Z0-9]+)$/.exec(key)?.[1] : undefined;
  return id ? `<@${id}>` : 'Somebody';
}
