import canonicalize from 'canonicalize';
import * as z from 'zod';
import { nameSchema } from './component.ts';
import { type Sha256, toHex } from './hash.ts';
import { personKeySchema } from './people.ts';

export const CREDENTIAL_KINDS = ['aws-role', 'token', 'secret', 'none'] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

const scopeSchema = z.string().min(1).max(200);
/** One, or a list of them, as IAM reads it. */
const oneOrMany = (one: z.ZodString, what: string) =>
  z.union([one, z.array(one).min(1).max(50)], `is ${what}, or a list of 1 to 50 of them`);

const actionSchema = z.string().regex(/^(?:\*|[a-z0-9-]{2,40}:[A-Za-z0-9*?]{1,128})$/);
const resourceSchema = z
  .string()
  .max(600)
  .regex(/^(?:\*|arn:[\x21-\x7e]+)$/);
const conditionSchema = z.record(
  z.string().regex(/^[A-Za-z:]{3,60}$/, 'is no operator of a condition'),
  z.record(z.string().min(3).max(200), oneOrMany(z.string().max(600), 'a text')),
);

/**
 * What a scope lets happen at AWS, as IAM spells it. It only ever allows: what a template does not
 * name stays forbidden, so there is no `NotAction` and nothing to deny.
 */
const statementSchema = z.strictObject({
  Effect: z.literal('Allow').default('Allow'),
  Action: oneOrMany(actionSchema, 'an action of IAM like s3:GetObject'),
  Resource: oneOrMany(resourceSchema, 'an ARN, or *'),
  Condition: conditionSchema.optional(),
});
export type Statement = z.infer<typeof statementSchema>;

const awsRoleSchema = z.strictObject({
  kind: z.literal('aws-role'),
  /** The path keeps it to roles that somebody made for this: the function may assume no others. */
  role_arn: z
    .string()
    .regex(
      /^arn:aws(?:-[a-z]+)*:iam::\d{12}:role\/yardmaster\/[\w+=,.@/-]{1,128}$/,
      'is the ARN of a role with the path /yardmaster/, like arn:aws:iam::123456789012:role/yardmaster/crm',
    ),
  external_id: z
    .string()
    .regex(/^[\w+=,.@:/-]{2,1224}$/, 'is an external id as IAM takes it')
    .optional(),
  scopes: z.record(scopeSchema, z.array(statementSchema).min(1, 'lists no statement').max(20)),
  /** Scopes for which a wildcard of actions on every resource is meant. */
  wide_scopes: z.array(scopeSchema).max(50).optional(),
});

const secretSchema = z.strictObject({
  kind: z.literal('secret'),
  secret: z
    .string()
    .regex(
      /^(?:arn:aws(?:-[a-z]+)*:secretsmanager:[a-z0-9-]+:\d{12}:secret:yardmaster\/[\w/+=.@-]{1,400}|local:[a-z0-9][a-z0-9._-]{0,79})$/,
      'is where the secret is kept, and not the secret: the ARN of a secret whose name begins with yardmaster/, or local:<name> on one machine',
    ),
  /** What whoever holds it may do; absent: all that the connector offers. */
  opens: z.array(scopeSchema).max(200).optional(),
});

/** What one connector's credentials are, as the platform declares it. */
export const declaredSchema = z
  .discriminatedUnion('kind', [
    awsRoleSchema,
    secretSchema,
    z.strictObject({ kind: z.literal('token') }),
    z.strictObject({ kind: z.literal('none') }),
  ])
  .superRefine(
    (declared, context) => {
      if (declared.kind !== 'aws-role') return;
      for (const scope of tooWide(declared)) {
        const message = `lets a wildcard of actions happen on every resource. Name actions or resources, or list ${scope} in wide_scopes if that is meant`;
        context.addIssue({ code: 'custom', path: ['scopes', scope], message });
      }
    },
    // It reads the statements, so they have to be some.
    { when: ({ issues }) => issues.length === 0 },
  );
export type Declared = z.infer<typeof declaredSchema>;
export type AwsRole = Extract<Declared, { kind: 'aws-role' }>;

/** One connector's credentials: versions count the declarations. No secret is in it. */
export const credentialsSchema = z.object({
  connector: nameSchema,
  version: z.int(),
  declared: declaredSchema,
  setBy: personKeySchema,
  setAt: z.string(),
  /** When somebody said last that the secret is another one by now. */
  rotatedAt: z.string().optional(),
});
export type Credentials = z.infer<typeof credentialsSchema>;

const EVERY_RESOURCE = /^(?:\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:\*)$/;

/** "No `*` resource and action unless said so explicitly": scopes that have both and are not listed. */
function tooWide({ scopes, wide_scopes: meant = [] }: AwsRole): string[] {
  const isWide = ({ Action, Resource }: Statement) =>
    [Action].flat().some((one) => /[*?]/.test(one)) &&
    [Resource].flat().some((one) => EVERY_RESOURCE.test(one));
  return Object.keys(scopes)
    .filter((scope) => scopes[scope]?.some(isWide) && !meant.includes(scope))
    .sort();
}

/** What the log says of a declaration: the same in any order gives the same digest. */
export function declarationDigest(declared: Declared, sha: Sha256): string {
  return toHex(sha(canonicalize(declared) ?? ''));
}
