import { DescribeTableCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { engineOfFile } from './engine.ts';

const engine = engineOfFile();

test('has both tables, with the indexes of the template', async () => {
  const registry = await describe(engine().tables.registry);
  const audit = await describe(engine().tables.audit);
  expect(registry?.GlobalSecondaryIndexes?.map((index) => index.IndexName)).toEqual([
    'due',
    'list',
  ]);
  expect(audit?.GlobalSecondaryIndexes ?? []).toEqual([]);
});

test('keeps what was put', async () => {
  const key = { pk: { S: 'P#1' }, sk: { S: 'HEAD' } };
  const TableName = engine().tables.registry;
  await engine().client.send(new PutItemCommand({ TableName, Item: { ...key, v: { N: '1' } } }));
  const { Item } = await engine().client.send(new GetItemCommand({ TableName, Key: key }));
  expect(Item).toEqual({ ...key, v: { N: '1' } });
});

async function describe(TableName: string) {
  return (await engine().client.send(new DescribeTableCommand({ TableName }))).Table;
}
