import type { Headers } from '../../shared/http/api-documentation.ts';
import type { Operation } from '../../shared/http/operation.ts';
import { DRY_RUN, IF_MATCH, REASON, writes } from '../../shared/http/wishes.ts';

/** Headers of our own that an operation looks at, whatever its vendor, each with what it says. All may be left out. */
export const ownRequestHeaders = (operation: Operation): Headers => ({
  ...(writes(operation) && { [REASON]: REASON_SAYS }),
  ...(operation.deletes === 'one' && { [IF_MATCH]: IF_MATCH_SAYS }),
  ...(operation.conditional && { [IF_MATCH]: CONDITION_SAYS }),
  ...(operation.deletes && { [DRY_RUN]: DRY_RUN_SAYS }),
});

const REASON_SAYS =
  'Why, for the history that the operator of the service sees: 1 to 200 printable characters. Ours: the vendor has no such ' +
  'header.';

const IF_MATCH_SAYS =
  'Deletes only what was seen: the `ETag` that the operator of the service was told of it, in quotes. It is compared in ' +
  'the write itself; 412 where it is something else by now. `*` is whatever is there; a list of tags is 400, and a weak ' +
  'tag never matches. Ours: the vendor has no conditional requests.';

const CONDITION_SAYS =
  'The `ETag` of the customer: it is changed only while it is what was seen, and 412 else. `*` is whatever is there; a list ' +
  'of tags is 400, and a weak tag never matches.';

const DRY_RUN_SAYS =
  '`true` asks what would become of the request: the answer is the one that it would have, with 200 and a body in the ' +
  'place of a 204, and with this header; nothing is written. Nothing is promised either: what comes in between counts. Any ' +
  'other value is 400. Ours: the vendor has no such header.';
