import * as z from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The process's own environment. Nothing else reads it; everybody is handed what they need of it. */
export function processEnvironment(): Environment {
  return process.env;
}

const words = z.string().transform((text) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
);
const command = z
  .string()
  .regex(/^\/[a-z0-9_-]{1,31}$/, 'is a slash command like /yard')
  .default('/yard');

/** What a Lambda function reads. The stack sets all of it. */
const lambdaSchema = z.object({
  YARDMASTER_REGISTRY_TABLE: z.string().min(1),
  YARDMASTER_AUDIT_TABLE: z.string().min(1),
  YARDMASTER_SEAL_KEY_ARN: z.string().min(1).optional(),
  YARDMASTER_RECEIPT_KEY_ARN: z.string().min(1).optional(),
  YARDMASTER_CHECKPOINT_KEY_ARN: z.string().min(1).optional(),
  YARDMASTER_LEASE_KEY_ARN: z.string().min(1).optional(),
  YARDMASTER_SLACK_SECRET_ARN: z.string().min(1).optional(),
  YARDMASTER_BASE_URL: z.url().optional(),
  YARDMASTER_COMMAND: command,
  YARDMASTER_WAIT_SECONDS: z.coerce.number().int().min(0).max(25).default(5),
  YARDMASTER_PRE_GRANTED: words.default([]),
  YARDMASTER_FIRST_ADMIN: z
    .string()
    .regex(/^[UW][A-Z0-9]{1,30}$/, 'is a Slack user id like U01ABC')
    .optional(),
  SLACK_API_URL: z.url().optional(),
});
export type LambdaEnvironment = z.infer<typeof lambdaSchema>;

const PORT = 'is a port: a whole number from 0 to 65535';
const port = z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT);

/** What one machine reads. Everything has a default; the two Slack tokens come together. */
const localSchema = z
  .object({
    YARDMASTER_DATA: z.string().min(1).default('.yardmaster'),
    YARDMASTER_PORT: port.default(4601),
    YARDMASTER_PAGE_PORT: port.default(4600),
    YARDMASTER_COMMAND: command,
    YARDMASTER_ORGANISATION: z.string().min(1).optional(),
    /** `none`: the local workspace on its first day, without the sample organisation. */
    YARDMASTER_SAMPLE: z.enum(['full', 'none'], 'is full or none').default('full'),
    YARDMASTER_PRE_GRANTED: words.optional(),
    SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'begins with xoxb-').optional(),
    SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'begins with xapp-').optional(),
    SLACK_API_URL: z.url().optional(),
    /** Where STS is played on this machine; without it no role can be taken here. */
    AWS_ENDPOINT_URL_STS: z.url().optional(),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  })
  .superRefine(
    (env, context) => {
      if (Boolean(env.SLACK_BOT_TOKEN) === Boolean(env.SLACK_APP_TOKEN)) return;
      const missing = env.SLACK_BOT_TOKEN ? 'SLACK_APP_TOKEN' : 'SLACK_BOT_TOKEN';
      context.addIssue({
        code: 'custom',
        path: [missing],
        message: 'is missing: set both Slack tokens or none',
      });
    },
    // Also when a single variable is wrong already: everything is named at once.
    { when: () => true },
  );
export type LocalEnvironment = z.infer<typeof localSchema>;

/** A function's variables. Throws `EnvironmentProblem`. */
export function readLambdaEnvironment(env: Environment): LambdaEnvironment {
  return read(lambdaSchema, env);
}

/** The variables of `npm start`, every one of which may be missing. Throws `EnvironmentProblem`. */
export function readLocalEnvironment(env: Environment): LocalEnvironment {
  return read(localSchema, env);
}

/** Names every missing or wrong variable at once, and never prints a value: it may be a secret. */
export class EnvironmentProblem extends Error {}

function read<T>(schema: z.ZodType<T>, env: Environment): T {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = issue.path.join('.');
    const missing = issue.code === 'invalid_type' && given[name] === undefined;
    return `  ${name} ${missing ? 'is missing' : issue.message}`;
  });
  throw new EnvironmentProblem(`These settings are missing or wrong:\n${lines.join('\n')}`);
}
