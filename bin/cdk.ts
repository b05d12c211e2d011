import { fileURLToPath } from 'node:url';
import { yardmasterApp } from '../lib/infra/app.ts';
import { bundle, functionEntries } from '../scripts/bundle.ts';

// Bundled here, so that what is deployed is never older than the source.
const bundles = fileURLToPath(new URL('../dist', import.meta.url));
await bundle({ outdir: bundles, entries: functionEntries });
yardmasterApp({ bundles }).synth();
