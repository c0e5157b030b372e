import { comparePlaces, FirstPlaces, type Place } from './order.ts';
import type { ListRequest } from './request.ts';
import type { Row } from './shard.ts';

interface HowOrdered extends Pick<ListRequest, 'order' | 'descending' | 'offset' | 'limit'> {
  /** The page begins behind this place. */
  readonly after?: Place | undefined;
}

export const boundsOf = ({ offset, limit }: Pick<ListRequest, 'offset' | 'limit'>) => ({
  start: offset,
  end: offset + limit,
});

/** Counts what is wanted, and knows which of it is on the page. */
export class Found {
  readonly #request: HowOrdered;
  readonly #first: FirstPlaces;
  readonly #compare: typeof comparePlaces;
  total = 0;

  constructor(request: HowOrdered) {
    this.#request = request;
    const { descending } = request;
    const { end } = boundsOf(request);
    this.#compare = descending ? (a, b) => comparePlaces(b, a) : comparePlaces;
    this.#first = new FirstPlaces(end, this.#compare);
  }

  add({ pk, listOrder, listed }: Row): void {
    const { order, after } = this.#request;
    this.total++;
    const place = { value: order ? order(listed) : listOrder, pk };
    if (!after || this.#compare(after, place) < 0) this.#first.add(place);
  }

  page(): Place[] {
    return this.#first.sorted().slice(boundsOf(this.#request).start);
  }
}
