/**
 * Stands in the Lambda bundles for packages that Bolt's entry file requires and its AwsLambdaReceiver never uses:
 * web servers, Socket Mode, the installation flow. To require it is harmless; to use it fails at once and says why.
 */
module.exports = new Proxy(Object.create(null), {
  get(_target, name) {
    // What the module loaders of TypeScript and esbuild ask before anything is used.
    if (name === '__esModule' || typeof name === 'symbol') return undefined;
    throw new Error(
      `"${name}" belongs to a package that is left out of the Lambda bundles (scripts/stubs/absent.cjs)`,
    );
  },
});
