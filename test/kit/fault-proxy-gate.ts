export type Gate = {
  /** Waits until the gate is open; counts who came. */
  readonly pass: () => Promise<void>;
  /** Resolves when `count` have come since the gate was made. */
  readonly arrived: (count: number) => Promise<void>;
  readonly open: () => void;
};

/** The test's end of a gate in the fault proxy. */
export type Hold = {
  /** Resolves when `count` requests stand at the gate (or have passed it). */
  readonly arrived: (count: number) => Promise<void>;
  /** Lets all of them go at once, and everyone who comes later. */
  readonly release: () => void;
};

/** A gate that is closed until it is opened once, and then stays open. */
export function closedGate(): Gate {
  const opened = Promise.withResolvers<void>();
  const awaited: { readonly count: number; readonly resolve: () => void }[] = [];
  let came = 0;
  const tell = () => {
    for (const wish of awaited) if (came >= wish.count) wish.resolve();
  };
  return {
    pass: () => {
      came += 1;
      tell();
      return opened.promise;
    },
    arrived: (count) =>
      new Promise((resolve) => {
        awaited.push({ count, resolve });
        tell();
      }),
    open: () => opened.resolve(),
  };
}
