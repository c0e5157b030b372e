import { isFence } from './repeats/fence.ts';
import type { Stamp } from './stamp.ts';

type Stored = Readonly<Record<string, unknown>>;

/** An item as a write left it, and the stamp of the request that wrote it. */
export interface StampedChange {
  readonly item: Stored;
  /** As it was; undefined of one that the table had not. */
  readonly before: Stored | undefined;
  readonly stamp: Stamp;
  /** Whether the request has made it, or has made it anew where a deleted one was. */
  readonly isNew: boolean;
}

/**
 * What a request did to an item that its stream tells of. Undefined where no request has put its stamp on it: links that
 * come and go, attributes of lists, and the fence of a request that was refused; and where the item was removed.
 */
export function stampedChange({
  before,
  after,
}: {
  readonly before: Stored | undefined;
  readonly after: Stored | undefined;
}): StampedChange | undefined {
  const stamp = lastStamp(after);
  if (!after || !stamp || stamp.requestId === lastStamp(before)?.requestId) return undefined;
  const { creation, deletion } = after as { readonly creation: Stamp; readonly deletion?: Stamp };
  if (deletion && isFence({ creation, deletion } as never)) return undefined;
  return { item: after, before, stamp, isNew: creation.requestId === stamp.requestId };
}

/** Each change of fields or state leaves one; what never changes has that of its creation. */
const lastStamp = (item: Stored | undefined): Stamp | undefined =>
  (item?.update ?? item?.creation) as Stamp | undefined;
