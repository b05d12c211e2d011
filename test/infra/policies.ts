import type { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';

/** One allowing statement of one role, with everything spelled as text: `RegistryTable.Arn/index/due`. */
export type Allowed = {
  readonly role: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
};

const oneOrMany = <T extends z.ZodType>(schema: T) =>
  z.union([schema, z.array(schema)]).transform((value) => [value].flat());

const policySchema = z.object({
  Properties: z.object({
    Roles: z.array(z.unknown()),
    PolicyDocument: z.object({
      Statement: z.array(
        z.object({
          Effect: z.enum(['Allow', 'Deny']),
          Action: oneOrMany(z.string()),
          Resource: oneOrMany(z.unknown()),
        }),
      ),
    }),
  }),
});

const referenceSchema = z.union([
  z.string(),
  z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
  z
    .object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) })
    .transform((got) => got['Fn::GetAtt'].join('.')),
  z
    .object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) })
    .transform((join): string => join['Fn::Join'][1].map(text).join('')),
]);

/** A value of a template as text; throws for a form that is not known, so that nothing slips by. */
export function text(value: unknown): string {
  return referenceSchema.parse(value);
}

/** All that the stack's roles are allowed, by its policies. Roles with policies of their own inside are not looked for. */
export function allAllowed(template: Template): Allowed[] {
  const policies = Object.values(template.findResources('AWS::IAM::Policy'));
  return policies.flatMap((resource) => {
    const { Roles, PolicyDocument } = policySchema.parse(resource).Properties;
    const allowing = PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Allow');
    return allowing.map(({ Action, Resource }) => ({
      role: Roles.map(text).join(),
      actions: Action,
      resources: Resource.map(text),
    }));
  });
}

/** The actions that `role` (a prefix of its logical id) is allowed on exactly `resource`, sorted. */
export function actionsOn(allowed: readonly Allowed[], role: string, resource: string): string[] {
  const mine = allowed.filter(
    (one) => one.role.startsWith(role) && one.resources.includes(resource),
  );
  return [...new Set(mine.flatMap(({ actions }) => actions))].sort();
}
