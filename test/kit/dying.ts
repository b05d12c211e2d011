import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { testClient } from './engine.ts';

/**
 * The client of a process that is killed: the engine still does its `last`-th request, whose answer
 * nobody hears; after that nothing is asked any more.
 */
function dyingClient(endpoint: string, last: number): DynamoDBClient {
  const client = testClient(endpoint);
  let asked = 0;
  const killed = () => new Error('the process was killed');
  client.middlewareStack.add(
    (next) => async (args) => {
      asked += 1;
      if (asked > last) throw killed();
      const answer = await next(args);
      if (asked === last) throw killed();
      return answer;
    },
    { step: 'initialize' },
  );
  return client;
}

const MOST_STEPS = 60;

/**
 * Plays `act` in processes that are killed after their first request, after their second and so on,
 * until one lives long enough; `check` looks at what each left behind, and goes on from there.
 */
export async function killedAnywhere(
  endpoint: string,
  act: (client: DynamoDBClient, last: number) => Promise<unknown>,
  check: (last: number) => Promise<void>,
): Promise<number> {
  for (let last = 1; last <= MOST_STEPS; last += 1) {
    const client = dyingClient(endpoint, last);
    const lived = await act(client, last).then(
      () => true,
      () => false,
    );
    client.destroy();
    await check(last);
    if (lived) return last;
  }
  throw new Error(`it took more than ${MOST_STEPS} requests`);
}
