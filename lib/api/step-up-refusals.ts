/** Of fresh logins at the organisation's identity provider; see refusals.ts. */
export const STEP_UP_REFUSALS: Readonly<Record<string, readonly [status: number, title: string]>> =
  {
    'link-expired': [410, 'Link ended'],
    'link-used': [409, 'Link used already'],
    'link-refused': [410, 'Link ended'],
    'login-lost': [401, 'Log in again'],
    'login-refused': [403, 'Login refused'],
    'stale-login': [403, 'Login too old'],
    'not-proved': [403, 'Not logged in for this'],
    'other-purpose': [403, 'Login for something else'],
    'other-person': [403, 'Somebody else'],
    'other-account': [403, 'Another account'],
    'no-address': [403, 'No address given'],
    'address-not-verified': [403, 'Address not verified'],
    'no-identity-provider': [409, 'No identity provider set'],
    'provider-in-use': [409, 'Identity provider needed'],
    'bad-provider': [422, 'No identity provider there'],
    'provider-unreachable': [503, 'Identity provider did not answer'],
  };
