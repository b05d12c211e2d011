import {
  createCipheriv,
  createDecipheriv,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import * as z from 'zod';

/** One call as AWS would have logged it: the id is that of the key or of the secret. */
type AwsCall = {
  readonly service: 'kms' | 'secretsmanager';
  readonly action: string;
  readonly id: string;
};

export type FakeAwsOptions = {
  /** Symmetric keys, by any id. */
  readonly sealKeys?: readonly string[];
  /** Ed25519 keys, by any id. */
  readonly signingKeys?: readonly string[];
  /** Secrets by id, as text. */
  readonly secrets?: Readonly<Record<string, string>>;
};

export type FakeAws = {
  readonly endpoint: string;
  /** What sends an unchanged SDK client here. */
  readonly env: Readonly<Record<string, string>>;
  readonly calls: () => readonly AwsCall[];
  readonly stop: () => Promise<void>;
};

/** A refusal as the JSON protocol spells it. */
class AwsRefusal extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

type KeyPair = { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
type Keys = {
  readonly seal: ReadonlyMap<string, Uint8Array>;
  readonly signing: ReadonlyMap<string, KeyPair>;
};

const contextSchema = z.record(z.string(), z.string()).default({});
const targets: Readonly<Record<string, AwsCall['service']>> = {
  TrentService: 'kms',
  secretsmanager: 'secretsmanager',
};

/**
 * KMS and Secrets Manager as far as our functions ask for them, over HTTP on this machine. Keys really wrap and
 * really sign: a wrong encryption context, key or key usage is refused with the error that AWS gives.
 */
export async function startFakeAws(options: FakeAwsOptions): Promise<FakeAws> {
  const calls: AwsCall[] = [];
  const answer = answerer(options);
  const server = createServer(async (request, response) => {
    const { status, body } = await readCall(request)
      .then((call) => {
        calls.push({ service: call.service, action: call.action, id: call.id });
        return { status: 200, body: answer(call) };
      })
      .catch(refusalOf);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const endpoint = `http://127.0.0.1:${address.port}`;
  return {
    endpoint,
    env: { AWS_ENDPOINT_URL_KMS: endpoint, AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoint },
    calls: () => calls,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function refusalOf(error: unknown): { status: number; body: object } {
  const known = error instanceof AwsRefusal;
  const __type = known ? error.name : 'InternalFailure';
  return { status: known ? 400 : 500, body: { __type, message: String(error) } };
}

type Asked = AwsCall & { readonly input: unknown };

const inputSchema = z.looseObject({
  KeyId: z.string().optional(),
  SecretId: z.string().optional(),
});

async function readCall(request: IncomingMessage): Promise<Asked> {
  const [prefix = '', action = ''] = String(request.headers['x-amz-target']).split('.');
  const service = targets[prefix];
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  if (!service) throw new AwsRefusal('UnknownOperationException', `${prefix} is not played here`);
  const input = inputSchema.parse(JSON.parse(text));
  return { service, action, id: input.KeyId ?? input.SecretId ?? '', input };
}

function answerer(options: FakeAwsOptions): (call: Asked) => object {
  const keys: Keys = {
    seal: new Map((options.sealKeys ?? []).map((id) => [id, randomBytes(32)])),
    signing: new Map((options.signingKeys ?? []).map((id) => [id, generateKeyPairSync('ed25519')])),
  };
  const secrets = new Map(Object.entries(options.secrets ?? {}));
  return ({ action, id, input }) => {
    switch (action) {
      case 'GenerateDataKey':
        return generateDataKey(sealKey(keys, id), id, input);
      case 'Decrypt':
        return decrypt(sealKey(keys, id), id, input);
      case 'GetPublicKey':
        return publicKey(signingKey(keys, id).publicKey, id);
      case 'Sign':
        return signature(signingKey(keys, id).privateKey, id, input);
      case 'GetSecretValue':
        return secretValue(secrets, id);
      default:
        throw new AwsRefusal('UnknownOperationException', `${action} is not played here`);
    }
  };
}

function sealKey(keys: Keys, id: string): Uint8Array {
  return keys.seal.get(id) ?? noKey(keys.signing.has(id), id);
}

function signingKey(keys: Keys, id: string): KeyPair {
  return keys.signing.get(id) ?? noKey(keys.seal.has(id), id);
}

function noKey(forSomethingElse: boolean, id: string): never {
  const name = forSomethingElse ? 'InvalidKeyUsageException' : 'NotFoundException';
  throw new AwsRefusal(name, `${id} is no key for this`);
}

const decryptSchema = z.object({ CiphertextBlob: z.string(), EncryptionContext: contextSchema });

function generateDataKey(master: Uint8Array, KeyId: string, input: unknown): object {
  const { EncryptionContext } = z
    .object({ KeySpec: z.literal('AES_256'), EncryptionContext: contextSchema })
    .parse(input);
  const plain = randomBytes(32);
  const CiphertextBlob = wrap(master, plain, EncryptionContext).toString('base64');
  return { KeyId, Plaintext: plain.toString('base64'), CiphertextBlob };
}

function decrypt(master: Uint8Array, KeyId: string, input: unknown): object {
  const { CiphertextBlob, EncryptionContext } = decryptSchema.parse(input);
  const plain = unwrap(master, Buffer.from(CiphertextBlob, 'base64'), EncryptionContext);
  if (!plain) throw new AwsRefusal('InvalidCiphertextException', 'cannot be opened');
  return { KeyId, Plaintext: plain.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
}

/** A data key under a master key, bound to the encryption context: what KMS hands out as CiphertextBlob. */
export function wrap(
  master: Uint8Array,
  plain: Uint8Array,
  context: Readonly<Record<string, string>>,
): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(bytesOf(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** The inverse of `wrap`; undefined when key, context or a bit is another. */
export function unwrap(
  master: Uint8Array,
  blob: Uint8Array,
  context: Readonly<Record<string, string>>,
): Buffer | undefined {
  const cipher = createDecipheriv('aes-256-gcm', master, blob.subarray(0, 12));
  cipher.setAAD(bytesOf(context)).setAuthTag(blob.subarray(12, 28));
  try {
    return Buffer.concat([cipher.update(blob.subarray(28)), cipher.final()]);
  } catch {
    return undefined;
  }
}

function bytesOf(context: Readonly<Record<string, string>>): Buffer {
  return Buffer.from(JSON.stringify(Object.entries(context).sort()));
}

function publicKey(key: KeyObject, KeyId: string): object {
  const der = key.export({ format: 'der', type: 'spki' });
  const kind = { KeySpec: 'ECC_NIST_EDWARDS25519', KeyUsage: 'SIGN_VERIFY' };
  return { KeyId, PublicKey: der.toString('base64'), ...kind };
}

const signSchema = z.object({
  Message: z.string(),
  MessageType: z.literal('RAW'),
  SigningAlgorithm: z.literal('ED25519_SHA_512'),
});

function signature(key: KeyObject, KeyId: string, input: unknown): object {
  const asked = signSchema.safeParse(input);
  if (!asked.success) throw new AwsRefusal('ValidationException', asked.error.message);
  const { Message, SigningAlgorithm } = asked.data;
  const Signature = sign(null, Buffer.from(Message, 'base64'), key).toString('base64');
  return { KeyId, Signature, SigningAlgorithm };
}

function secretValue(secrets: ReadonlyMap<string, string>, id: string): object {
  const SecretString = secrets.get(id);
  if (SecretString === undefined) {
    throw new AwsRefusal('ResourceNotFoundException', `no secret ${id}`);
  }
  return { ARN: id, Name: id, SecretString };
}
