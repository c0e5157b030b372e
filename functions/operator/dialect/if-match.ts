import type { Origin } from '../../../shared/http/operation.ts';
import { isOneTag, seenByTag } from '../../../shared/http/wishes.ts';
import type { SeenVersion } from '../../../shared/receivables/customers/tag.ts';
import { refused } from './errors.ts';

/**
 * What the caller has seen, by `If-Match`; undefined where whatever is there will do.
 * @throws Failure 400 for more than one tag, and for what is none
 */
export function seenBy({ headers }: Pick<Origin, 'headers'>): SeenVersion | undefined {
  const ifMatch = headers['if-match'];
  if (ifMatch !== undefined && !isOneTag(ifMatch))
    throw refused(400, 'invalid', 'If-Match: must be one entity tag, or *');
  return seenByTag(ifMatch);
}
