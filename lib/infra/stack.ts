import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledged.ts';
import { addAlarms } from './alarms.ts';
import { addFunction, functionRole } from './functions.ts';
import { addHttpApi, addRoutes } from './http-api.ts';
import { checkpointKey, leaseKey, receiptKey, sealKey } from './keys.ts';
import { addOutbox } from './outbox.ts';
import { type FunctionName, grantRights, type Resources, rights } from './rights.ts';
import { addSchedule } from './schedule.ts';
import { Tables } from './tables.ts';

export type YardmasterProps = StackProps & {
  /** The folder that holds a folder with `index.js` for each function. */
  readonly bundles: string;
};

type Parts = Resources & { readonly api: HttpApi; readonly bundles: string };
type Settings = ReturnType<typeof settingsOf>;

/** Everything Yardmaster runs on in one AWS account and region, for one Slack workspace or Enterprise Grid. */
export class YardmasterStack extends Stack {
  constructor(scope: Construct, id: string, { bundles, ...props }: YardmasterProps) {
    super(scope, id, props);
    const { registry, audit } = new Tables(this, 'Tables');
    const roles = forEachFunction((name) => functionRole(this, name));
    const resources = {
      registry,
      audit,
      sealKey: sealKey(this),
      receiptKey: receiptKey(this, roles.credentials),
      leaseKey: leaseKey(this, roles.credentials),
      checkpointKey: checkpointKey(this, { signer: roles.jobs, publisher: roles.credentials }),
      slackSecret: slackSecret(this),
    };
    const { api } = addHttpApi(this);
    const settings = settingsOf(this);
    const functions = forEachFunction((name) => {
      grantRights(roles[name], name, resources);
      const environment = environmentOf(name, { ...resources, api, bundles }, settings);
      return addFunction(this, { name, role: roles[name], bundles, environment });
    });
    addRoutes(api, functions);
    const lanes = addOutbox(new Construct(this, 'Outbox'), registry, functions.deliver);
    addSchedule(this, functions.jobs);
    addAlarms(new Construct(this, 'Alarms'), { functions, api, lanes });
    addOutputs(this, { ...resources, api, bundles });
    acknowledgeFindings({ secret: resources.slackSecret, api, lends: roles.credentials });
  }
}

function forEachFunction<T>(make: (name: FunctionName) => T): Record<FunctionName, T> {
  return {
    slack: make('slack'),
    api: make('api'),
    credentials: make('credentials'),
    deliver: make('deliver'),
    jobs: make('jobs'),
  };
}

/**
 * Until the operator puts in what Slack gave the app, the token is missing and the signing secret a random one that
 * nobody knows: every request is refused.
 */
function slackSecret(scope: Construct): Secret {
  return new Secret(scope, 'SlackSecret', {
    description: 'Yardmaster: what Slack gave the app, as JSON',
    generateSecretString: {
      secretStringTemplate: JSON.stringify({
        bot_token: '',
        bot_id: '',
        bot_user_id: '',
        home: '',
      }),
      generateStringKey: 'signing_secret',
      excludePunctuation: true,
    },
  });
}

/**
 * What an operator may choose: `cdk deploy -c command=/agents -c preGranted=crm.tickets.read -c firstAdmin=U01ABC`.
 * "On AWS the deploy context names the person" who is the first admin.
 */
function settingsOf(scope: Construct) {
  const chosen = (name: string, usual: string) => String(scope.node.tryGetContext(name) ?? usual);
  const firstAdmin = chosen('firstAdmin', '');
  if (!/^(?:[UW][A-Z0-9]{1,30})?$/.test(firstAdmin))
    throw new Error(`firstAdmin is a Slack user id like U01ABC, and not "${firstAdmin}"`);
  return { command: chosen('command', '/yard'), preGranted: chosen('preGranted', ''), firstAdmin };
}

/** What a function has no right to, it is not told of. */
function environmentOf(
  name: FunctionName,
  parts: Parts,
  settings: Settings,
): Record<string, string> {
  const { seal, receipt, lease, checkpoint, slackSecret } = rights[name];
  return {
    NODE_ENV: 'production',
    YARDMASTER_REGISTRY_TABLE: parts.registry.tableName,
    YARDMASTER_AUDIT_TABLE: parts.audit.tableName,
    YARDMASTER_BASE_URL: parts.api.apiEndpoint,
    YARDMASTER_WAIT_SECONDS: '5',
    YARDMASTER_COMMAND: settings.command,
    ...(settings.preGranted ? { YARDMASTER_PRE_GRANTED: settings.preGranted } : {}),
    ...(name === 'jobs' && settings.firstAdmin
      ? { YARDMASTER_FIRST_ADMIN: settings.firstAdmin }
      : {}),
    ...(seal.length > 0 ? { YARDMASTER_SEAL_KEY_ARN: parts.sealKey.keyArn } : {}),
    ...(receipt.length > 0 ? { YARDMASTER_RECEIPT_KEY_ARN: parts.receiptKey.keyArn } : {}),
    ...(lease.length > 0 ? { YARDMASTER_LEASE_KEY_ARN: parts.leaseKey.keyArn } : {}),
    ...(checkpoint.length > 0 ? { YARDMASTER_CHECKPOINT_KEY_ARN: parts.checkpointKey.keyArn } : {}),
    ...(slackSecret ? { YARDMASTER_SLACK_SECRET_ARN: parts.slackSecret.secretArn } : {}),
  };
}

function addOutputs(scope: Construct, parts: Parts): void {
  const outputs = {
    ApiUrl: parts.api.apiEndpoint,
    SlackRequestUrl: `${parts.api.apiEndpoint}/slack`,
    SlackSecretArn: parts.slackSecret.secretArn,
    RegistryTableName: parts.registry.tableName,
    AuditTableName: parts.audit.tableName,
  };
  for (const [id, value] of Object.entries(outputs)) new CfnOutput(scope, id, { value });
}
