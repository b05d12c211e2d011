import {
  CreateTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';

export type TableNames = { readonly registry: string; readonly audit: string };

const keySchema = z.array(
  z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }),
);

// What is not listed here (streams, point-in-time recovery, encryption, protection, TTL) is a service of AWS
// that one machine has not or must not have, and is dropped by the parse.
const tableSchema = z.object({
  Type: z.literal('AWS::DynamoDB::Table'),
  Properties: z.object({
    AttributeDefinitions: z.array(
      z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
    ),
    KeySchema: keySchema,
    BillingMode: z.literal('PAY_PER_REQUEST'),
    GlobalSecondaryIndexes: z
      .array(
        z.object({
          IndexName: z.string(),
          KeySchema: keySchema,
          Projection: z.object({ ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']) }),
        }),
      )
      .optional(),
  }),
});

const templateSchema = z.object({
  Resources: z.object({ RegistryTable: tableSchema, AuditTable: tableSchema }),
});

/**
 * The CloudFormation template of the two tables, as parsed JSON. CDK is loaded only when this is called, because
 * a start that finds the template cached needs none of it. `outdir` receives the cloud assembly.
 */
export async function synthesizeTables(outdir: string): Promise<unknown> {
  const infra = await import('../infra/synthesize-tables.ts');
  return infra.synthesizeTables(outdir);
}

/**
 * "Tables are created locally from the synthesized template": one source for keys and indexes.
 * Creates what is missing, leaves what exists as it is, and returns when both tables take requests.
 * Throws a ZodError when `template` is not the template of the two tables.
 */
export async function createTables(
  client: DynamoDBClient,
  template: unknown,
  names: TableNames,
): Promise<void> {
  const { RegistryTable, AuditTable } = templateSchema.parse(template).Resources;
  await createTable(client, names.registry, RegistryTable.Properties);
  await createTable(client, names.audit, AuditTable.Properties);
}

async function createTable(
  client: DynamoDBClient,
  name: string,
  properties: z.infer<typeof tableSchema>['Properties'],
): Promise<void> {
  try {
    await client.send(new CreateTableCommand({ TableName: name, ...properties }));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists({ client, minDelay: 1, maxWaitTime: 30 }, { TableName: name });
}
