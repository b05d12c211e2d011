import type { Deps } from '../../lib/acts/deps.ts';
import type { TestDeps } from '../kit/deps.ts';

/** Dies when it wants to write once more than `writes` times. */
export function crashingAfter(real: TestDeps, writes: number): Deps {
  let left = writes;
  const client = new Proxy(real.store.client, {
    get: (target, name, receiver) => {
      if (name !== 'send') return Reflect.get(target, name, receiver);
      return (command: { constructor: { name: string } }) => {
        if (command.constructor.name === 'TransactWriteItemsCommand') {
          if (left === 0) throw new Error('crashed');
          left -= 1;
        }
        return Reflect.apply(target.send, target, [command]);
      };
    },
  });
  return { ...real, store: { ...real.store, client } };
}
