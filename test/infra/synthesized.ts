import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { yardmasterApp } from '../../lib/infra/app.ts';
import { functionNames } from '../../lib/infra/rights.ts';
import { YardmasterStack } from '../../lib/infra/stack.ts';

/** The app with empty functions in place of the bundles, and what removes its files again. */
export function appWithEmptyFunctions(context: Readonly<Record<string, string>> = {}): {
  app: App;
  stack: YardmasterStack;
  remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'yardmaster-stack-'));
  for (const name of functionNames) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'index.js'), 'exports.handler = async () => {};');
  }
  const app = yardmasterApp({ bundles: folder, outdir: join(folder, 'out'), context });
  const stack = app.node.findChild('Yardmaster');
  if (!(stack instanceof YardmasterStack)) throw new Error('the app has no stack');
  return { app, stack, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The template of the whole stack, which passed the checks of cdk-nag. */
export function synthesizedTemplate(context?: Readonly<Record<string, string>>): Template {
  const { app, stack, remove } = appWithEmptyFunctions(context);
  try {
    app.synth();
    return Template.fromStack(stack);
  } finally {
    remove();
  }
}
