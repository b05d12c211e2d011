import * as z from 'zod';
import {
  type MatchMetadata,
  matchMetadataSchema,
  type NeedMetadata,
  needMetadataSchema,
  type ReasonMetadata,
  reasonMetadataSchema,
  unpackMetadata,
} from '../metadata.ts';
import type { Fields } from '../room.ts';
import { CALLBACK } from '../views/ids.ts';
import { FITS, MATCH, NOTHING_FITS } from '../views/match-modal.ts';
import { REASON } from '../views/reason-modal.ts';
import { NEED } from '../views/request-modal.ts';
import { COLLEAGUE } from '../views/result-modal.ts';
import { type From, fromSchema, misfit, readFrom, type Unknown, unknown } from './from.ts';
import { fieldsOf, textOf, valuesSchema } from './values.ts';

/** Which form, with what was filled in. Texts are trimmed and well-formed; empty is ''. */
export type Submission =
  | {
      readonly kind: 'need';
      readonly about: NeedMetadata;
      readonly need: string;
      readonly workflow: string;
      readonly team: string;
    }
  | {
      readonly kind: 'match';
      readonly about: MatchMetadata;
      /** A component's id; undefined when nothing fits. */
      readonly component: string | undefined;
      /** Undefined where the form did not ask. */
      readonly fit: 'as-is' | 'nearly' | undefined;
      readonly because: string;
    }
  | {
      readonly kind: 'reason';
      readonly about: ReasonMetadata;
      readonly reason: string;
      readonly suggestion: string;
    }
  | { readonly kind: 'colleague'; readonly workflow: string; readonly userId: string }
  /** A form of one of the rooms, or of an older version. */
  | {
      readonly kind: 'other';
      readonly callback: string;
      readonly metadata: string;
      readonly fields: Fields;
    };

export interface SubmissionInput extends From {
  readonly kind: 'submission';
  readonly submission: Submission;
}

const schema = fromSchema.extend({
  view: z.object({
    callback_id: z.string().default(''),
    private_metadata: z.string().default(''),
    state: z.object({ values: valuesSchema }),
  }),
});
type View = z.infer<typeof schema>['view'];

/** A submitted form. One whose fields or metadata are not known here is `other`, not an error. */
export function readSubmission(body: unknown): SubmissionInput | Unknown {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return misfit(parsed.error);
  const from = readFrom(parsed.data);
  if (!from) return unknown('user, team');
  const { view } = parsed.data;
  const submission = FORMS.get(view.callback_id)?.(view);
  return {
    kind: 'submission',
    ...from,
    submission: submission ?? readOther(view),
  };
}

function readOther({ callback_id, private_metadata, state }: View): Submission {
  const fields = fieldsOf(state.values);
  return { kind: 'other', callback: callback_id, metadata: private_metadata, fields };
}

function readNeed(view: View): Submission | undefined {
  const about = unpackMetadata(view.private_metadata, needMetadataSchema);
  if (!about) return undefined;
  const need = text(view, NEED.need, NEED.value);
  const workflow = text(view, NEED.workflow, NEED.value);
  return { kind: 'need', about, need, workflow, team: text(view, NEED.team, NEED.value) };
}

function readMatch(view: View): Submission | undefined {
  const about = unpackMetadata(view.private_metadata, matchMetadataSchema);
  const choice = text(view, MATCH.choice, MATCH.value);
  const because = text(view, MATCH.because, MATCH.value);
  if (!about) return undefined;
  const chosen = text(view, MATCH.fit, MATCH.value);
  const fit = Object.values(FITS).find((one) => one === chosen);
  if (choice === NOTHING_FITS) return { kind: 'match', about, because, fit, component: undefined };
  const place = /^\d$/.test(choice) ? Number(choice) : about.offered;
  const component = place < about.offered ? about.evidence[place]?.id : undefined;
  return component ? { kind: 'match', about, because, fit, component } : undefined;
}

function readReason(view: View): Submission | undefined {
  const about = unpackMetadata(view.private_metadata, reasonMetadataSchema);
  const reason = text(view, REASON.reason, REASON.value);
  const suggestion = text(view, REASON.suggestion, REASON.value);
  return about && { kind: 'reason', about, reason, suggestion };
}

function readColleague(view: View): Submission {
  const userId = text(view, COLLEAGUE.person, COLLEAGUE.value);
  return { kind: 'colleague', workflow: view.private_metadata, userId };
}

// A map, not an object: "constructor" is a callback_id that anybody can write.
const FORMS = new Map<string, (view: View) => Submission | undefined>([
  [CALLBACK.need, readNeed],
  [CALLBACK.match, readMatch],
  [CALLBACK.reason, readReason],
  [CALLBACK.colleague, readColleague],
]);

/** A field's value, whatever its element. */
function text(view: View, block: string, action: string): string {
  return textOf(view.state.values[block]?.[action] ?? {});
}
