import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { App, AwsLambdaReceiver } from '@slack/bolt';
import * as z from 'zod';

/** A function with the dependencies of the real ones: Bolt's receiver, DynamoDB and a schema. */

// The runtime stands in for wire.ts here.
// biome-ignore lint/style/noProcessEnv: a fixture that is bundled and run as a function of its own
const env = z.object({ SIGNING_SECRET: z.string(), TABLE: z.string() }).parse(process.env);

const receiver = new AwsLambdaReceiver({ signingSecret: env.SIGNING_SECRET });
const app = new App({
  receiver,
  authorize: async () => ({ botToken: 'xoxb-test', botId: 'B1', botUserId: 'U0BOT' }),
});
const dynamo = new DynamoDBClient({});

app.command('/yard', async ({ command, ack }) => {
  const Key = { pk: { S: command.text }, sk: { S: 'HEAD' } };
  const { Item } = await dynamo.send(new GetItemCommand({ TableName: env.TABLE, Key }));
  await ack(Item === undefined ? 'Nothing found.' : `Found ${Item.pk?.S}.`);
});

const started = receiver.start();
type Event = Parameters<Awaited<typeof started>>[0];

/** Two parameters: Node 24 on Lambda refuses three. */
export const handler = async (event: Event & { fail?: string }, context: unknown) => {
  if (event.fail === 'throw') throw new TypeError('told to throw');
  if (event.fail === 'exit') process.exit(7);
  return (await started)(event, context);
};
