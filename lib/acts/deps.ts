import type { Sha256 } from '../core/hash.ts';
import type { FreshPerson, PersonKey } from '../core/people.ts';
import type { Refusal } from '../core/result.ts';
import type { RoleSession } from '../core/role-session.ts';
import type { WebhookOutcome } from '../core/webhook.ts';
import type { Store } from '../store/store.ts';
import type { CatalogIndex } from './catalog-index.ts';
import type { Zip } from './stored-catalog.ts';

/** Encrypts what only some may read. `context` binds the text to its place: opened elsewhere, it fails. */
export interface Sealer {
  seal(text: string, context: string): Promise<string>;
  open(sealed: string, context: string): Promise<string>;
}

/** Signs (compact JWS, EdDSA) and publishes the public keys as a JWK set. "Separate keys for receipts, leases and checkpoints." */
export interface Signer {
  sign(claims: Readonly<Record<string, unknown>>, type: string): Promise<string>;
  publicKeys(): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** What STS gave; `packed`: how much of its limit policy and tags took up, in percent. */
interface SessionKeys {
  readonly kind: 'session';
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly packed: number | undefined;
}

/**
 * Keeps checkpoints, and the events that they cover, where nobody changes them any more, we ourselves
 * included. What is kept has a name, is whole, and stays as it is.
 */
export interface Archive {
  has(name: string): Promise<boolean>;
  /** Returns once it is lastingly there. What is there under this name already stays. */
  keep(name: string, lines: AsyncIterable<string>): Promise<void>;
}

/**
 * What leases are made of. "Only `functions/credentials` holds STS, connector secrets and receipt
 * signing": everywhere else each of these fails.
 */
export interface Lending {
  readonly signer: Signer;
  assume(
    role: RoleSession,
  ): Promise<SessionKeys | Refusal<'sts-unavailable' | 'role-refused' | 'policy-too-large'>>;
  /** The value that is kept under a reference of a connector's credentials. */
  secret(
    reference: string,
  ): Promise<{ readonly kind: 'secret'; readonly value: string } | Refusal<'secret-unavailable'>>;
}

/** Asks Slack who somebody is right now. Unsure (slow, failed) is a refusal. */
export interface People {
  fresh(
    person: PersonKey,
  ): Promise<{ kind: 'person'; person: FreshPerson } | Refusal<'lookup-failed'>>;
}

/** A user group, `S…`, and how people call it. */
export interface UserGroup {
  readonly id: string;
  readonly name: string;
}

/**
 * What Slack knows besides who somebody is. Some of it needs scopes or a plan that an organisation
 * may not have (`not-granted`); unsure is `lookup-failed`.
 */
export interface Directory {
  byEmail(
    address: string,
  ): Promise<
    | { kind: 'person'; person: PersonKey }
    | Refusal<'no-such-address' | 'not-granted' | 'lookup-failed'>
  >;
  /** The people of a user group, `S…`. */
  members(
    group: string,
  ): Promise<
    | { kind: 'members'; people: readonly PersonKey[] }
    | Refusal<'no-such-group' | 'not-granted' | 'lookup-failed'>
  >;
  /** Whether this workspace has user groups at all (paid plans), and the app may read them. */
  hasGroups(): Promise<boolean>;
  /** The user groups to choose from, by name; none where there are none. */
  groups(): Promise<readonly UserGroup[]>;
  /** Posts a short test message. The refusal says in one sentence what to do: "Type /invite … there." */
  probe(channel: string): Promise<{ kind: 'posted' } | Refusal<'cannot-post' | 'lookup-failed'>>;
}

/** Who a CI job is, as an OIDC issuer that the organisation lists says of it. */
export interface Oidc {
  /**
   * Checks signature, issuer, audience and time. Issuers besides those given are never asked. One
   * that does not answer in time is `issuer-unreachable`.
   */
  verify(
    token: string,
    issuers: readonly { readonly issuer: string; readonly audience: string }[],
  ): Promise<
    | { readonly kind: 'verified'; readonly issuer: string; readonly subject: string }
    | Refusal<'unauthenticated' | 'issuer-unreachable'>
  >;
}

/** The identity provider as it is set, its secret opened. */
export interface ProviderClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly emailClaim?: string | undefined;
}

/** Who logged in at the provider, and when, checked. */
export interface LoggedInAt {
  readonly kind: 'logged-in';
  readonly issuer: string;
  /** What the provider calls this person, for ever. */
  readonly subject: string;
  /** When the person logged in there, an Instant. */
  readonly at: string;
  readonly email?: string;
  /** The provider says that it does not know whose address that is. */
  readonly unverified: boolean;
}

type NoLogin = Refusal<'login-refused' | 'provider-unreachable'>;

/** A fresh login of a person at the organisation's identity provider (OpenID Connect). */
export interface FreshLogin {
  /** Whether people could log in at this issuer; the refusal says what to do, in `facts.field` where. */
  check(issuer: string): Promise<{ readonly kind: 'found' } | Refusal<'bad-provider'>>;
  /** Where the browser is sent to. The three secrets come back in `finish`. */
  begin(
    provider: ProviderClient,
    ask: LoginSecrets & { readonly redirectUri: string },
  ): Promise<{ readonly kind: 'begun'; readonly url: string } | NoLogin>;
  /** `url`: all of what the browser came back with. */
  finish(
    provider: ProviderClient,
    said: LoginSecrets & { readonly url: string },
  ): Promise<LoggedInAt | NoLogin>;
}

/** What ties a login to the browser that began it: state, nonce and PKCE's verifier. */
export interface LoginSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Sends one signed message to a workflow's webhook. Never throws; an answer is a status and nothing else. */
export interface WebhookSender {
  send(message: {
    readonly url: string;
    /** The receiver's key for doing it once. */
    readonly id: string;
    /** Seconds since 1970. */
    readonly timestamp: number;
    readonly body: string;
    readonly secrets: readonly string[];
  }): Promise<WebhookOutcome>;
}

/** Structured lines: a message and plain fields, never secrets, payloads or bodies. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface Settings {
  /** The slash command, `/yard` unless configured. */
  readonly command: string;
  /** Issuer of receipts, and the base URL that people and agents use. */
  readonly baseUrl: string;
  /** The longest wait of one HTTP request, in seconds. */
  readonly waitSeconds: number;
  /** How often a waiting request looks again, in milliseconds. */
  readonly waitStepMs: number;
  /** Scopes that the baseline grants to every team. */
  readonly preGranted: readonly string[];
}

/** All that acts reach the world through. */
export interface Deps {
  readonly store: Store;
  readonly sha: Sha256;
  /** The present moment as an Instant. */
  readonly now: () => string;
  /** A fresh random id with a readable prefix. */
  readonly newId: (prefix: string) => string;
  /** A fresh secret of at least 256 bits, URL-safe. */
  readonly newSecret: () => string;
  /** A fresh one-time code that people can type, at least 60 bits. */
  readonly newCode: () => string;
  readonly seal: Sealer;
  readonly signer: Signer;
  /** Only the schedule has it. */
  readonly checkpointSigner: Signer;
  /** Only whoever makes checkpoints has it, and only where there is one. */
  readonly archive?: Archive;
  readonly lending: Lending;
  readonly people: People;
  readonly directory: Directory;
  readonly oidc: Oidc;
  readonly login: FreshLogin;
  readonly catalog: CatalogIndex;
  readonly zip: Zip;
  readonly settings: Settings;
  readonly log: Log;
  /** Tells the near end of the outbox that something was committed. */
  readonly wake: () => void;
}
