import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { ComputedList } from '../../../shared/receivables/lists/computed-list.ts';
import { asked, between, seconds } from '../../../shared/receivables/lists/row-values.ts';
import { customerOfAccount } from '../customers/account-owner.ts';
import { caseless } from '../dialect/identifiers.ts';
import { DocumentRows } from '../documents/document-rows.ts';
import { type DocumentBundle, shown } from './document-bundle.ts';
import type { Filters } from './document-bundle-filters.ts';
import type { Answered } from './document-bundle-response.ts';
import { type BundleRow, bundleRows, readBundles, readCreated } from './document-bundle-rows.ts';

/** What a client asked for: each page of the list is worked out by it. */
interface Question {
  /** Numbers that the bundles' customer has, by which it is found; absent where nobody has the account number. */
  readonly customers?: readonly string[];
  readonly batchUuid?: string | undefined;
  readonly createdFrom?: string | undefined;
  readonly createdTo?: string | undefined;
  readonly expand: readonly string[];
}

/** The question that a query asks. */
export async function questionOf(
  table: Table,
  tenant: Tenant,
  { customerno, accountno, batchuuid, createddatefrom, createddateto, expand = [] }: Filters,
): Promise<Question> {
  const owner =
    accountno === undefined ? undefined : await customerOfAccount(table, tenant, Number(accountno));
  if (accountno !== undefined && !owner) return { expand };
  const customers = [customerno, owner?.reference.customerNo as string | undefined];
  return {
    customers: customers.filter((number) => number !== undefined).map(caseless),
    ...{ batchUuid: batchuuid, createdFrom: createddatefrom, createdTo: createddateto, expand },
  };
}

const wantedBy = ({ customers = [], batchUuid }: Question) => [
  ...customers.flatMap((customerno) => asked({ customerno })),
  ...asked({ batchuuid: batchUuid }),
];

const SECONDS_OF_A_DAY = 24 * 60 * 60;

const createdThen = ({ createdFrom, createdTo }: Question) =>
  between<BundleRow>(
    ({ created }) => created,
    createdFrom === undefined ? undefined : seconds(createdFrom),
    createdTo === undefined ? undefined : seconds(createdTo) + SECONDS_OF_A_DAY - 1,
  );

/** A client's bundles, in the order of their ids. */
export const listOf = (
  table: Table,
  clientNo: number,
  tenant: Tenant,
  at: Date,
): ComputedList<BundleRow, Answered> => ({
  kind: 'DOCUMENT_BUNDLE',
  async rows(asked) {
    const question = asked as unknown as Question;
    if (!question.customers) return { outcome: 'computed', rows: new Map() };
    const found = await bundleRows(table, tenant, wantedBy(question));
    if (found.outcome !== 'found') return found;
    const isWanted = createdThen(question);
    if (isWanted) await readCreated(table, found.bundles);
    const wanted = isWanted ? found.bundles.filter(isWanted) : found.bundles;
    const rows = wanted.map((row) => [String(row.id), row] as const);
    return { outcome: 'computed', rows: new Map(rows) };
  },
  async shown(rows, asked) {
    const question = asked as unknown as Question;
    const bundles = await readBundles(table, rows, wantedBy(question));
    return shownWith(new DocumentRows(table, clientNo, tenant, at), clientNo, bundles, question.expand);
  },
});

/** Bundles with their customers' numbers, and with their documents where those are asked for. */
export async function shownWith(
  beside: DocumentRows,
  clientNo: number,
  bundles: readonly DocumentBundle[],
  expand: readonly string[],
): Promise<Answered[]> {
  await beside.read(
    bundles.flatMap(({ documents }) => documents),
    [],
  );
  return bundles.map((bundle) => ({
    ...shown(clientNo, bundle, beside.customerOf(bundle.documents[0]!)),
    ...(expand.includes('documents') && {
      documents: bundle.documents.map((document) => beside.shown(document, [])),
    }),
  }));
}
