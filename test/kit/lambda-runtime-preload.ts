import { registerHooks } from 'node:module';

const native = new URL('./lambda-runtime-native.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === './rapid-client.node'
      ? { url: native, format: 'module-typescript', shortCircuit: true }
      : nextResolve(specifier, context),
});
