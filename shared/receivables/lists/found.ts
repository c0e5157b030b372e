import { comparePlaces, FirstPlaces, type Place } from './order.ts';
import type { ListRequest } from './request.ts';
import type { Row } from './shard.ts';

type HowOrdered = Pick<ListRequest, 'order' | 'descending' | 'offset' | 'limit'>;

export const boundsOf = ({ offset, limit }: Pick<ListRequest, 'offset' | 'limit'>) => ({
  start: offset,
  end: offset + limit,
});

/** Counts what is wanted, and knows which of it is on the page. */
export class Found {
  readonly #request: HowOrdered;
  readonly #first: FirstPlaces;
  total = 0;

  constructor(request: HowOrdered) {
    this.#request = request;
    const { descending } = request;
    const { end } = boundsOf(request);
    this.#first = new FirstPlaces(end, descending ? (a, b) => comparePlaces(b, a) : comparePlaces);
  }

  add({ pk, listOrder, listed }: Row): void {
    const { order } = this.#request;
    this.total++;
    this.#first.add({ value: order ? order(listed) : listOrder, pk });
  }

  page(): Place[] {
    return this.#first.sorted().slice(boundsOf(this.#request).start);
  }
}
