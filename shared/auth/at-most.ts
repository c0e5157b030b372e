/** Lets at most `most` tasks run at once; the others wait for their turn, in the order in which they came. */
export function atMost(most: number): <Result>(task: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async function inTurn(task) {
    // Who ends hands its place to the first in the queue, so that nobody who comes just then can take it.
    if (running === most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
