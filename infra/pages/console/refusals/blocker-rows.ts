import type { Answered as Dependent } from '../../../../functions/operator/dependents/dependent-response.ts';
import type { Preview } from './now.ts';

export interface BlockerThen {
  readonly kind: string;
  readonly id: string;
}

/** Something that was in the way of a delete, or is now. */
export interface BlockerRow extends BlockerThen {
  /** Whether the history names it. */
  readonly wasNamed: boolean;
  readonly is: 'blocking' | 'cleared' | 'unknown';
  /** As it is now, where it still refers to the customer. */
  readonly dependent?: Dependent;
}

/** What the history names, then what else is in the way now. */
export function blockerRows(then: readonly BlockerThen[], preview: Preview | undefined): BlockerRow[] {
  const now = preview?.blockers ?? [];
  const isSame = (a: BlockerThen, b: BlockerThen) => a.kind === b.kind && a.id === b.id;
  const named = then.map(({ kind, id }): BlockerRow => {
    const dependent = now.find((each) => isSame(each, { kind, id }));
    if (dependent) return { ...{ kind, id, wasNamed: true, is: 'blocking' }, dependent };
    return { kind, id, wasNamed: true, is: preview?.more_blockers ? 'unknown' : 'cleared' };
  });
  const others = now
    .filter((dependent) => !then.some((each) => isSame(each, dependent)))
    .map((dependent): BlockerRow => {
      const { kind, id } = dependent;
      return { ...{ kind, id, wasNamed: false, is: 'blocking' }, dependent };
    });
  return [...named, ...others];
}
