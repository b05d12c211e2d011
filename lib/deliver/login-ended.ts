import type { Deps } from '../acts/deps.ts';
import { loadLogin } from '../acts/logins.ts';
import { loginEndedMessage } from '../slack/views/login.ts';
import type { Rendered } from './render.ts';

const SUBJECT = /^login\/([A-Z0-9]+\/[A-Z0-9]+)\/(.+)$/;

/** `login/<person>/<id>`: that a login was ended because two asked for it. It is told once. */
export async function renderLoginEnded(deps: Deps, subject: string): Promise<Rendered> {
  const [, person, id] = SUBJECT.exec(subject) ?? [];
  if (!person || !id) throw new Error('an outbox row about a login names another thing');
  const login = await loadLogin(deps, person, id);
  return { kind: 'card', ...loginEndedMessage(login, deps.settings.command), version: 1 };
}
