import { createPrivateKey, X509Certificate } from 'node:crypto';

const KEY =
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgazN/jwlVSV4yFyVYfPI0kXyGl0lTMHzcge734ott3SqhRANCAATQPRf3RkGFZpS3kZHTcGdFinuVxVj/kFeluZtr9dqB7P3fadob3CXSIYFwZNfVGuaKZRcErCRufUDXOlZpdWMV';
const CERTIFICATE =
  'MIIBlDCCATugAwIBAgIUWqoXPMKD7IeLr0GM67uMXGPlS+owCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTE5MjE0NloYDzIxMjYxMDI4MTkyMTQ2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATQPRf3RkGFZpS3kZHTcGdFinuVxVj/kFeluZtr9dqB7P3fadob3CXSIYFwZNfVGuaKZRcErCRufUDXOlZpdWMVo2kwZzAdBgNVHQ4EFgQU/NG9QYCebXhqoUGbbj2qrhMv1QQwHwYDVR0jBBgwFoAU/NG9QYCebXhqoUGbbj2qrhMv1QQwDwYDVR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwIDRwAwRAIgA5VKjw3wVlPDKo1I2VfcA8tahtcT6Wa0uJhLgWHdg4kCIFpuH4kp7+x8FJLLUp2dMbSQC6vCfHaGSGmR/GRG4Qjy';

/** A certificate for localhost that nobody vouches for, until 2126; its key is good for nothing else. */
export function untrusted(): { key: string; cert: string } {
  const der = { key: Buffer.from(KEY, 'base64'), format: 'der', type: 'pkcs8' } as const;
  const key = createPrivateKey(der).export({ type: 'pkcs8', format: 'pem' }).toString();
  return { key, cert: new X509Certificate(Buffer.from(CERTIFICATE, 'base64')).toString() };
}
