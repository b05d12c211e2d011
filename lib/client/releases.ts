import { publishOperation, releaseDiffOperation } from '../contract/releases.ts';
import { type ClientOptions, callAgain } from './call.ts';

interface Component {
  readonly kind: string;
  readonly name: string;
}

/** Releases: publishing the same one twice is publishing it once, so both may be sent again. */
export function releaseCalls(options: ClientOptions) {
  return {
    /** JSON that may be anything: the server says what is wrong with it. */
    publish: ({ kind, name }: Component, release: unknown, dryRun = false) => {
      const query = dryRun ? { dry_run: 'yes' } : {};
      return callAgain(options, publishOperation, { params: { kind, name }, query, body: release });
    },
    releaseDiff: ({ kind, name }: Component, query: { from?: string; to?: string } = {}) =>
      callAgain(options, releaseDiffOperation, { params: { kind, name }, query }),
  };
}
