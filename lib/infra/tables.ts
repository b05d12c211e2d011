import { RemovalPolicy } from 'aws-cdk-lib';
import type { TableProps } from 'aws-cdk-lib/aws-dynamodb';
import {
  AttributeType,
  BillingMode,
  CfnTable,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

/** The logical ids of the two tables; whoever creates tables from the template looks for them. */
const tableLogicalIds = { registry: 'RegistryTable', audit: 'AuditTable' } as const;

const text = (name: string) => ({ name, type: AttributeType.STRING });

/**
 * Both tables hold what cannot be made again, so neither a deploy nor a deleted stack may take them away.
 *
 * Encryption is by the key that AWS manages for DynamoDB. What is secret in a row (an approval's payload) is sealed
 * with a key of ours before it is written, so a customer key on the whole table would add a right to every function
 * and one more thing that can be switched off, and would hide nothing more.
 */
const kept: TableProps = {
  partitionKey: text('pk'),
  sortKey: text('sk'),
  billingMode: BillingMode.PAY_PER_REQUEST,
  encryption: TableEncryption.AWS_MANAGED,
  pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  deletionProtection: true,
  removalPolicy: RemovalPolicy.RETAIN,
};

/** `Table` and not `TableV2`: its resource is spelled in CreateTable's own words, which the local engine is given. */
export class Tables extends Construct {
  readonly registry: Table;
  readonly audit: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.registry = registryTable(this);
    this.audit = new Table(this, 'Audit', kept);
    nameInTemplate(this.registry, tableLogicalIds.registry);
    nameInTemplate(this.audit, tableLogicalIds.audit);
  }
}

function registryTable(scope: Construct): Table {
  const table = new Table(scope, 'Registry', {
    ...kept,
    timeToLiveAttribute: 'ttl',
    stream: StreamViewType.NEW_IMAGE,
  });
  table.addGlobalSecondaryIndex({
    indexName: 'due',
    partitionKey: text('duePk'),
    sortKey: text('dueSk'),
    projectionType: ProjectionType.KEYS_ONLY,
  });
  table.addGlobalSecondaryIndex({
    indexName: 'list',
    partitionKey: text('listPk'),
    sortKey: text('listSk'),
    projectionType: ProjectionType.ALL,
  });
  return table;
}

/** A fixed logical id also keeps a moved construct from becoming a new, empty table. */
function nameInTemplate(table: Table, logicalId: string): void {
  const resource = table.node.defaultChild;
  if (resource instanceof CfnTable) resource.overrideLogicalId(logicalId);
}
