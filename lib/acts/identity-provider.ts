import { count } from '../core/count.ts';
import { type IdentityProvider, PROVIDER_SECRET } from '../core/identity-provider.ts';
import { type Refusal, refuse } from '../core/result.ts';
import { loadBaseline } from './baseline-store.ts';
import type { Deps, ProviderClient } from './deps.ts';
import { loadOrganisation } from './standing.ts';

/** The identity provider as it is set, its secret opened; or what to do where none is. */
export async function loadProvider(
  deps: Deps,
): Promise<
  { readonly kind: 'provider'; readonly provider: ProviderClient } | Refusal<'no-identity-provider'>
> {
  const { identityProvider } = await loadOrganisation(deps);
  if (!identityProvider) return noProvider(deps);
  const { sealedSecret, ...provider } = identityProvider;
  if (sealedSecret === undefined) return { kind: 'provider', provider };
  const clientSecret = await deps.seal.open(sealedSecret, PROVIDER_SECRET);
  return { kind: 'provider', provider: { ...provider, clientSecret } };
}

export function noProvider({ settings }: Pick<Deps, 'settings'>): Refusal<'no-identity-provider'> {
  return refuse(
    'no-identity-provider',
    `This needs a fresh login, and your organisation has no identity provider set. Ask a platform admin to set one with ${settings.command} settings.`,
  );
}

/**
 * Why this provider cannot be set, or taken away: nobody could log in there, or gates ask for logins.
 * "Never fall back": a gate that asks for a fresh login keeps asking.
 */
export async function unfitProvider(
  deps: Deps,
  provider: IdentityProvider | null,
): Promise<Refusal<'bad-provider' | 'provider-in-use'> | undefined> {
  if (provider) {
    const found = await deps.login.check(provider.issuer);
    return found.kind === 'refused' ? found : undefined;
  }
  const gates = await gatesThatStepUp(deps);
  if (gates === 0) return undefined;
  const asking = count(gates, 'approval rule');
  return refuse(
    'provider-in-use',
    `${asking} ${gates === 1 ? 'asks' : 'ask'} for a fresh login with each decision. Take "step_up" out of ${gates === 1 ? 'it' : 'them'} first, or set another identity provider in its place.`,
  );
}

/** How many rules ask for a fresh login: of manifests in force, and of the baseline. */
async function gatesThatStepUp(deps: Deps): Promise<number> {
  const [{ workflows }, { state: baseline }] = await Promise.all([
    deps.catalog.load(),
    loadBaseline(deps),
  ]);
  const living = [...workflows.values()].filter((one) => one.status !== 'retired');
  const own = living.flatMap(({ manifest }) => Object.values(manifest.gates ?? {}));
  const ruled = baseline.rules['gated-actions'];
  return [...own, ...ruled.actions].filter(({ step_up }) => step_up).length;
}

/** The secret as it is kept; it is bound to its place. */
export function sealProviderSecret(deps: Pick<Deps, 'seal'>, secret: string): Promise<string> {
  return deps.seal.seal(secret, PROVIDER_SECRET);
}
