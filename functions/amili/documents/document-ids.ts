import { v5 } from 'uuid';
import { type DependentRef, dependentKey, type Tenant } from '../../../shared/receivables/keys.ts';
import { caseless } from '../dialect/identifiers.ts';

export const documentRef = ({ vendor, tenant }: Tenant, documentNo: string): DependentRef => ({
  ...{ vendor, tenant, kind: 'DOCUMENT' },
  id: caseless(documentNo),
});

/** Namespace of the version 5 UUIDs that are made of documents' keys. */
const NAMESPACE = '0f8e2c5a-3b1d-4d6e-9c47-5a6b7e8d9f10';

/**
 * A document's UUID follows from its number, which is never given again: documents that earlier versions stored have
 * theirs too.
 */
export const documentUuid = (document: DependentRef): string => v5(dependentKey(document), NAMESPACE);

/** Hexadecimal digits of 52 bits, which a JSON number holds exactly. */
const DIGITS = 13;

/**
 * The vendor tells no more of bundles than that they have an id. Our choice: what goes out together is one, so that a
 * document created alone is a bundle of its own.
 */
export const ownBundleId = (document: DependentRef): number => integerOf(documentUuid(document));

const integerOf = (uuid: string): number => Number.parseInt(uuid.replaceAll('-', '').slice(-DIGITS), 16);

/**
 * The bundle of a document of a batch: the documents of one customer that go out in one way. It follows from these, so that
 * a row which is tried again has the same.
 */
export function bundleInBatch(
  { vendor, tenant }: Tenant,
  batchUuid: string,
  {
    customerNo,
    distribution,
  }: { readonly customerNo: string; readonly distribution?: { type?: string | undefined } | undefined },
): Bundled {
  const parts = [vendor, tenant, batchUuid, caseless(customerNo), caseless(distribution?.type ?? '')];
  return { documentBundleId: integerOf(v5(JSON.stringify(parts), NAMESPACE)), batchUuid };
}

/** What a document says of its bundle: of a batch, the documents of one customer and channel are stored with the same. */
export interface Bundled {
  readonly documentBundleId?: number | undefined;
  readonly batchUuid?: string | undefined;
}

export const documentBundleId = (
  document: DependentRef,
  { documentBundleId: stored }: Bundled = {},
): number => stored ?? ownBundleId(document);
