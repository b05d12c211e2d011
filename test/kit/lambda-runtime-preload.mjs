import { registerHooks } from 'node:module';

const native = new URL('./lambda-runtime-native.mjs', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === './rapid-client.node'
      ? { url: native, format: 'module', shortCircuit: true }
      : nextResolve(specifier, context),
});
