import type { DependentItem } from '../../../shared/receivables/items.ts';
import type { ArItem } from '../ar-items/ar-item.ts';

interface Line {
  readonly seen: DependentItem<ArItem>;
  readonly item: ArItem;
}

/**
 * The AR items that a call's postings change, as the postings so far have left them: two on one item work in order, and
 * the item is written once.
 */
export class Worksheet {
  readonly #lines = new Map<number, Line>();

  /** An item as it is by now. @param seen as it was read, which the first to name it says for all */
  now(seen: DependentItem<ArItem>): ArItem {
    return this.#lines.get(seen.fields.arItemId)?.item ?? seen.fields;
  }

  change(seen: DependentItem<ArItem>, item: ArItem): void {
    const { arItemId } = seen.fields;
    this.#lines.set(arItemId, { seen: this.#lines.get(arItemId)?.seen ?? seen, item });
  }

  /** The items that are not as they were. */
  changes(): Line[] {
    return [...this.#lines.values()].filter(({ seen, item }) => item !== seen.fields);
  }
}
