import type { Origin } from '../../../shared/http/operation.ts';
import { type SeenVersion, seenIn } from '../../../shared/receivables/customers/tag.ts';
import { refused } from './errors.ts';

/** RFC 9110, section 8.8.3. */
const TAG = /^(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"$/;

/**
 * What the caller has seen, by `If-Match`; undefined where whatever is there will do. A weak tag never matches (RFC 9110,
 * section 13.1.1).
 * @throws Failure 400 for more than one tag, and for what is none
 */
export function seenBy({ headers }: Pick<Origin, 'headers'>): SeenVersion | undefined {
  const ifMatch = headers['if-match'];
  if (ifMatch === undefined || ifMatch === '*') return undefined;
  const [found, weak, tag = ''] = TAG.exec(ifMatch) ?? [];
  if (found === undefined) throw refused(400, 'invalid', 'If-Match: must be one entity tag, or *');
  return seenIn(weak ? '' : tag);
}
