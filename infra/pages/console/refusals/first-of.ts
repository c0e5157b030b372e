/**
 * Asks one after the other, some at a time, and stops at the first that has something.
 * @returns undefined where none has
 */
export async function firstOf<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  ask: (item: Item) => Promise<Result | undefined>,
): Promise<Result | undefined> {
  const left = items.values();
  let found: Result | undefined;
  async function lane() {
    for (const item of left) {
      const result = await ask(item);
      found ??= result;
      if (found !== undefined) return;
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
  return found;
}
