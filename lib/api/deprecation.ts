import type { Release } from '../core/component.ts';
import { insteadOf, successorParts } from '../core/lifecycle.ts';
import { httpDate, unixSeconds } from '../core/time.ts';

/**
 * "API answers about deprecated things carry `Deprecation`, `Sunset` and `successor-version`": since
 * when (RFC 9745, a structured date), from when it gets nothing any more (RFC 8594, an HTTP date), and
 * where the successor is (RFC 5829). Nothing for what is open.
 */
export function deprecationHeaders(
  release: Release | undefined,
  baseUrl: string,
): Readonly<Record<string, string>> {
  if (!release || release.lifecycle === 'active') return {};
  const { ending } = release;
  const since = ending?.deprecated;
  const instead = insteadOf(release);
  return {
    ...(since === undefined ? {} : { deprecation: `@${unixSeconds(since)}` }),
    ...(ending ? { sunset: httpDate(ending.stops) } : {}),
    ...(instead === undefined
      ? {}
      : { link: `<${addressOf(instead, baseUrl)}>; rel="successor-version"` }),
  };
}

/** Where the API answers about it: names are safe in a path, a `+` of a version is not. */
function addressOf(successor: string, baseUrl: string): string {
  const { component, version } = successorParts(successor);
  const base = `${baseUrl}/v1/components/${component.split('/').map(encodeURIComponent).join('/')}`;
  return version === '' ? base : `${base}/releases/${encodeURIComponent(version)}`;
}
