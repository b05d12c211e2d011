/** How a package of each registry is started, and so written as an endpoint. */
const STARTED: Readonly<Record<string, string>> = {
  npm: 'npx',
  pypi: 'uvx',
  oci: 'docker',
  docker: 'docker',
  nuget: 'dnx',
};
const REGISTRY: Readonly<Record<string, string>> = {
  npx: 'npm',
  uvx: 'pypi',
  docker: 'oci',
  dnx: 'nuget',
};

export interface McpPackage {
  readonly registryType: string;
  readonly identifier: string;
  readonly version?: string | undefined;
}

/** `npx name@1.2.0`, `uvx name@1.2.0`, `docker image:tag`; others begin with their registry's name. */
export function packageEndpoint({ registryType, identifier, version }: McpPackage): string {
  const starter = STARTED[registryType] ?? (registryType || 'unknown');
  const separator = starter === 'docker' ? ':' : '@';
  const tagged = starter === 'docker' && /:[^/]+$/.test(identifier);
  const suffix = version && !tagged && !/^https?:/.test(identifier) ? `${separator}${version}` : '';
  return `${starter} ${identifier}${suffix}`;
}

/** The package that an endpoint names; undefined for any other program. */
export function packageOf(endpoint: string): McpPackage | undefined {
  const [starter = '', name = '', ...rest] = endpoint.split(' ');
  const registryType = REGISTRY[starter];
  if (registryType === undefined || name === '' || rest.length > 0) return undefined;
  const at = registryType === 'oci' ? name.lastIndexOf(':') : name.lastIndexOf('@');
  const isVersion = at > 0 && !name.slice(at).includes('/');
  if (!isVersion) return { registryType, identifier: name };
  // "packages[].version (never "latest")"
  const version = name.slice(at + 1);
  const identifier = registryType === 'oci' ? name : name.slice(0, at);
  return version === 'latest' || registryType === 'oci'
    ? { registryType, identifier }
    : { registryType, identifier, version };
}
