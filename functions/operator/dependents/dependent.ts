import { tagOf } from '../../../shared/receivables/customers/tag.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { dependentRefOf } from '../../../shared/receivables/keys.ts';
import type { SeenDependent } from '../../vendor.ts';
import { entityTag } from '../dialect/envelope.ts';
import { lowerCase } from '../dialect/fields.ts';
import type { Answered } from './dependent-response.ts';

/** What refers to a customer, as it is shown. */
export function shown(
  dependent: DependentItem,
  { number, amount, currency, state, clearing }: SeenDependent,
): Answered {
  const { pk, creation } = dependent;
  const { kind, id } = dependentRefOf(pk);
  return {
    kind: lowerCase(kind),
    id,
    number: number ?? null,
    amount: amount ?? null,
    currency: currency ?? null,
    state: state ?? null,
    created_at: creation.at,
    etag: entityTag(tagOf(dependent)),
    clearing: clearing.route ? { ...clearing.route, ...bodyOf(clearing.route) } : null,
    reason: clearing.reason ?? null,
  };
}

const bodyOf = ({ body }: NonNullable<SeenDependent['clearing']['route']>) => body && { body: { ...body } };
