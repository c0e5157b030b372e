/** What a list is ordered by: a value, and the item's key among equals. */
export interface Place {
  readonly value: string | number;
  readonly pk: string;
}

export function comparePlaces(a: Place, b: Place): number {
  return compareValues(a.value, b.value) || compareTexts(a.pk, b.pk);
}

const compareValues = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : compareTexts(String(a), String(b));

/** A part of the default order. */
export interface OrderRange {
  /** The least value of it. */
  readonly from?: string | undefined;
  /** The greatest, as far as it goes: what begins with it is in. */
  readonly to?: string | undefined;
}

/** The first and the last of the sort keys that a part of the default order has. */
export const keysOfRange = ({ from = '\0', to = '' }: OrderRange): readonly [first: string, last: string] => [
  from,
  `${to}\u{10ffff}`,
];

export function isInRange(listOrder: string, range: OrderRange): boolean {
  const [first, last] = keysOfRange(range);
  return compareTexts(first, listOrder) <= 0 && compareTexts(listOrder, last) <= 0;
}

/** As DynamoDB orders sort keys, by the bytes of their UTF-8: `<` of JavaScript would put 😀 before ﬁ. */
export function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const [ofA, ofB] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (ofA !== ofB) return rank(ofA) - rank(ofB);
  }
  return a.length - b.length;
}

/** A half of a surrogate pair stands for a character beyond all others of one unit. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x1_0000 : unit);

/** The first `size` of the places that it is given, in whatever order they come. It keeps at most twice as many. */
export class FirstPlaces {
  readonly #size: number;
  readonly #compare: (a: Place, b: Place) => number;
  #places: Place[] = [];

  constructor(size: number, compare: (a: Place, b: Place) => number) {
    this.#size = size;
    this.#compare = compare;
  }

  add(place: Place): void {
    this.#places.push(place);
    if (this.#places.length >= 2 * this.#size) this.#places = this.sorted();
  }

  sorted(): Place[] {
    return this.#places.sort(this.#compare).slice(0, this.#size);
  }
}
