#!/usr/bin/env node
// Plain JavaScript, so that an older Node can still say what is missing.
const [major] = process.versions.node.split('.');

if (Number(major) >= 24) {
  await import('./yardmaster.ts');
} else {
  const here = `Yardmaster runs on Node 24 or newer; this is Node ${process.versions.node}.`;
  const linux =
    'On Linux (x64) "npm ci" brings one along: use "npm start" and "npx yardmaster <command>".';
  const others = 'Elsewhere install Node 24 first, from https://nodejs.org.';
  process.stderr.write(`${[here, linux, others].join('\n')}\n`);
  process.exitCode = 1;
}
