import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';

const secretSchema = z.object({
  bot_token: z.string().startsWith('xoxb-'),
  signing_secret: z.string().min(16),
  bot_id: z.string().min(2),
  bot_user_id: z.string().min(2),
  /** Enterprise id on a Grid, else team id: whose people count as our own. */
  home: z.string().min(2),
});
export type SlackSecret = z.infer<typeof secretSchema>;

/**
 * What Slack gave this app, kept in Secrets Manager as JSON. Throws an error that names the fields
 * in question, never their values.
 */
export async function readSlackSecret(
  client: SecretsManagerClient,
  arn: string,
): Promise<SlackSecret> {
  const answer = await client.send(new GetSecretValueCommand({ SecretId: arn }));
  const parsed = secretSchema.safeParse(parse(answer.SecretString ?? ''));
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || 'JSON'))];
  throw new Error(`The Slack secret lacks or misspells: ${fields.join(', ')}.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
