import { setCredentials } from '../../lib/acts/credentials.ts';
import type { Deps } from '../../lib/acts/deps.ts';
import { declaredSchema } from '../../lib/core/credentials.ts';
import type { Manifest } from '../../lib/core/manifest.ts';
import type { Workflow } from '../../lib/core/workflow.ts';
import { draft, publish } from '../kit/catalog.ts';
import { ADMIN } from '../kit/people.ts';
import { MANIFEST, registered } from './stage.ts';

/** The baseline of the sample organisation gives both of its scopes to everybody. */
const MAILER = draft({
  kind: 'connector',
  name: 'mailer',
  version: '1.0.0',
  surface: {
    ...{ scopes: ['calendar.read', 'mail.send'], systems: ['mail'], tools: [], hooks: [] },
    ...{ actions: ['send_external_email'], endpoints: [] },
  },
  terms: { scope_actions: { 'mail.send': ['send_external_email'] } },
});

export const USING: Manifest = {
  ...MANIFEST,
  uses: [...MANIFEST.uses, { connector: 'mailer', version: '1.0.x' }],
};

export const ROLE = {
  kind: 'aws-role',
  role_arn: 'arn:aws:iam::123456789012:role/yardmaster/mailer',
  external_id: 'yardmaster-1',
  scopes: {
    'calendar.read': [{ Action: 's3:GetObject', Resource: 'arn:aws:s3:::calendar/*' }],
    'mail.send': [
      { Action: 'ses:SendEmail', Resource: 'arn:aws:ses:eu-central-1:123456789012:identity/*' },
    ],
  },
};
export const TOKEN = { kind: 'token' };
export const SECRET = { kind: 'secret', secret: 'local:crm' };
export const NONE = { kind: 'none' };

/** Says as the platform what credentials a connector gives. */
export async function declare(deps: Deps, connector: string, said: unknown): Promise<void> {
  const outcome = await setCredentials(deps, ADMIN, connector, declaredSchema.parse(said));
  if (outcome.kind === 'refused') throw new Error(outcome.say);
}

/** `reply-bot`, active, with a connector of which one scope is behind a gate. */
export async function mailing(deps: Deps): Promise<Workflow> {
  await publish(deps, [MAILER]);
  return registered(deps, USING);
}
