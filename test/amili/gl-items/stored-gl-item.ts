import { type GlItem, glItemRef } from '../../../functions/amili/gl-items/gl-item.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { readRecord } from '../../../shared/receivables/records/read.ts';

/** The line as it is stored. */
export const storedGlItem = (tenant: Tenant, glItemId: number) =>
  readRecord<GlItem>(receivables(), glItemRef(tenant, glItemId));
