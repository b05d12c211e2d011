/**
 * Stands in the Lambda bundles for `@aws-sdk/credential-provider-node`, which looks for credentials in files, in SSO and
 * in instance metadata. A function's role is in its environment and nowhere else.
 */
export function defaultProvider() {
  return async () => {
    // biome-ignore lint/style/noProcessEnv: the SDK hands this over before any wiring, and Lambda sets it
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
    if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
      throw new Error('AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is not set');
    }
    return {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
    };
  };
}
