import type { Deps } from '../../acts/deps.ts';
import { openNotify, saveNotify } from '../../acts/notify.ts';
import { notifySchema } from '../../core/notify.ts';
import { fieldErrors, open, type Reply, replace, sayRefusal } from '../reply.ts';
import type { FormAt, Room, WordAt } from '../room.ts';
import { NOTIFY, notificationsModal, notificationsSaved } from '../views/notifications.ts';
import { OLD_VIEW, refusalModal, sayModal } from '../views/refusal.ts';

/** `/yard notifications`: in the channel, in a direct message or both, and at what hours. */
export const notificationsRoom: Room = {
  words: { notifications: openForm },
  forms: { [NOTIFY.form]: submit },
};

async function openForm(deps: Deps, { by }: WordAt): Promise<Reply[]> {
  const found = await openNotify(deps, by);
  return found.kind === 'refused' ? sayRefusal(found) : open(notificationsModal(found.notify));
}

const wantedSchema = notifySchema.omit({ timeZone: true });

async function submit(deps: Deps, { by, fields }: FormAt): Promise<Reply[]> {
  const hours = { from: fields.text(NOTIFY.from), to: fields.text(NOTIFY.to) };
  const limited = fields.text(NOTIFY.when) === 'hours';
  if (limited && hours.from === hours.to) {
    return fieldErrors({ [NOTIFY.to]: 'Choose another time than the first, or any hour above.' });
  }
  const said = { by: fields.text(NOTIFY.by), ...(limited ? { hours } : {}) };
  const wanted = wantedSchema.safeParse(said);
  if (!wanted.success) return replace(sayModal(OLD_VIEW));
  const saved = await saveNotify(deps, by, wanted.data);
  return replace(saved.kind === 'refused' ? refusalModal(saved) : notificationsSaved(saved.notify));
}
