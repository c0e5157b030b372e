import { listingOf } from '../../../functions/amili/documents/document-listing.ts';
import type { Requested } from '../../../functions/amili/documents/document-request.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { overwrite } from '../../support/scenes.ts';
import { storedDependent } from '../../support/store.ts';
import type { newClient } from '../client.ts';

type Client = Awaited<ReturnType<typeof newClient>>;

interface Batch {
  readonly documentBundleId: number;
  readonly batchUuid: string;
  /** When it was stored. */
  readonly at?: string;
}

/** A document as a batch leaves it. */
export async function createBundled(
  { tenant, createDocument }: Client,
  json: { readonly documentNo: string } & Record<string, unknown>,
  { documentBundleId, batchUuid, at }: Batch,
): Promise<void> {
  await createDocument(json);
  const ref = { ...tenant, kind: 'DOCUMENT', id: json.documentNo };
  const item = (await storedDependent(ref)) as DependentItem<Requested>;
  const fields = { ...item.fields, documentBundleId, batchUuid };
  const creation = { ...item.creation, ...(at !== undefined && { at }) };
  const { values } = listingOf(ref, fields, creation.at);
  await overwrite({ ...item, fields, creation, listed: values });
}
