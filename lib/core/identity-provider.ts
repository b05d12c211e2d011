import * as z from 'zod';

/**
 * Where people of the organisation log in (OpenID Connect). Without a secret it is a public client,
 * which PKCE makes safe enough.
 */
export const identityProviderSchema = z.strictObject({
  issuer: z.url().max(300),
  clientId: z.string().min(1).max(200),
  /** The client's secret, sealed; it is shown nowhere. */
  sealedSecret: z.string().max(4000).optional(),
  /** The claim that holds the address which Slack knows people by; `email` when absent. */
  emailClaim: z
    .string()
    .regex(/^[\w.:/-]{1,100}$/, 'a claim is written like email')
    .optional(),
});
export type IdentityProvider = z.infer<typeof identityProviderSchema>;

/** What a sealed client secret is bound to: opened elsewhere, it fails. */
export const PROVIDER_SECRET = 'organisation/home/identity-provider';

/** Who somebody is at a provider. `salt` hides in the log what the provider calls them. */
export const identityLinkSchema = z.strictObject({
  issuer: z.string(),
  subject: z.string(),
  linkedAt: z.string(),
  salt: z.string(),
});

/** The text by whose hash an identity is found: no issuer's subject is another issuer's. */
export function identityText(issuer: string, subject: string): string {
  return JSON.stringify([issuer, subject]);
}

/** The host that people read; the issuer is an address by its schema. */
export function providerHost({ issuer }: Pick<IdentityProvider, 'issuer'>): string {
  return /^[a-z]+:\/\/(?:[^@/]*@)?([^/?#]+)/i.exec(issuer)?.[1] ?? issuer;
}
