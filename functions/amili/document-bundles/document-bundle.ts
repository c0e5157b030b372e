import { instant } from '../../../shared/fields/dates.ts';
import { type Decimal, decimal, sum } from '../../../shared/fields/money.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import { caseless, numbersOf } from '../dialect/identifiers.ts';
import type { Document } from '../documents/document.ts';
import type { Answered } from './document-bundle-response.ts';

/** Documents that go out together: of one customer, and of one batch or one alone. They are never none. */
export interface DocumentBundle {
  readonly documentBundleId: number;
  /** In the order of lists. */
  readonly documents: readonly DependentItem<Document>[];
}

/** What a bundle's documents make it. Amounts are of one currency, or there are none: nothing is converted. */
export function shown(
  clientNo: number,
  { documentBundleId, documents }: DocumentBundle,
  customer: CustomerItem<object>,
): Answered {
  const [{ fields: first }] = documents as [DependentItem<Document>];
  const currencies = new Set(documents.map(({ fields }) => caseless(fields.currency ?? '')));
  const [created] = documents.map(({ creation }) => creation.at).sort() as [string];
  return {
    documentBundleId,
    ...numbersOf(clientNo, customer),
    ...(first.batchUuid !== undefined && { batchUuid: first.batchUuid }),
    distribution: { ...(first.distribution?.type && { type: first.distribution.type }) },
    documentCount: documents.length,
    ...(currencies.size === 1 && {
      ...(first.currency && { currency: first.currency }),
      currencyAmounts: {
        exclVat: totalOf(documents, 'exclVat'),
        vat: totalOf(documents, 'vat'),
        inclVat: totalOf(documents, 'inclVat'),
      },
    }),
    createdDateTime: instant(created),
  };
}

type Amount = 'exclVat' | 'vat' | 'inclVat';

const totalOf = (documents: readonly DependentItem<Document>[], amount: Amount): number =>
  documents.reduce((total, { fields }) => total.plus(amountOf(fields, amount)), decimal(0)).inHundredths();

/** What the document says, or its lines where it says nothing. A credit note takes away, with either sign: our choice. */
function amountOf(
  { documentType, currencyAmounts, documentLines = [] }: Document,
  amount: Amount,
): number | Decimal {
  const inLines = () => sum(documentLines.map((line) => line.currencyAmounts?.[amount] ?? 0)).toNumber();
  const said = currencyAmounts?.[amount] ?? inLines();
  return caseless(documentType) === 'CN' ? -Math.abs(said) : said;
}
