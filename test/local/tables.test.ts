import { DescribeTableCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, inject, test } from 'vitest';
import { createTables } from '../../lib/local/tables.ts';
import { engineOfFile } from '../kit/engine.ts';

const engine = engineOfFile();

test('creates the tables with the keys and indexes that the stack declares', async () => {
  expect(await describe(engine().tables.registry)).toMatchObject({
    KeySchema: keys('pk', 'sk'),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'due',
        KeySchema: keys('duePk', 'dueSk'),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
      {
        IndexName: 'list',
        KeySchema: keys('listPk', 'listSk'),
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
  expect(await describe(engine().tables.audit)).toMatchObject({ KeySchema: keys('pk', 'sk') });
});

test('leaves streams off, because nothing locally reads them', async () => {
  expect(await describe(engine().tables.registry)).not.toHaveProperty('StreamSpecification');
});

test('leaves tables that exist as they are, with their items', async () => {
  const key = { pk: { S: 'K' }, sk: { S: 'K' } };
  const TableName = engine().tables.registry;
  await engine().client.send(new PutItemCommand({ TableName, Item: key }));
  await createTables(engine().client, inject('tablesTemplate'), engine().tables);
  const { Item } = await engine().client.send(new GetItemCommand({ TableName, Key: key }));
  expect(Item).toEqual(key);
});

test.each([[{}], [{ Resources: {} }], [null]])(
  'throws for a template without the tables: %j',
  async (template) => {
    await expect(createTables(engine().client, template, engine().tables)).rejects.toThrow(
      'invalid_type',
    );
  },
);

function keys(hash: string, range: string) {
  return [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ];
}

async function describe(TableName: string) {
  return (await engine().client.send(new DescribeTableCommand({ TableName }))).Table;
}
