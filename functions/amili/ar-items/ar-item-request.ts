import * as z from 'zod/mini';
import { decimal } from '../../../shared/fields/money.ts';
import { amount, date, metadata, optional, text } from '../dialect/fields.ts';
import { ownNumber } from '../dialect/identifiers.ts';
import { namesItem, type Target, targetFields } from '../ledger/target.ts';

/** The fields that can change: our choice, the vendor names none. All but the due date may be blank, which clears them. */
export const fields = () => ({
  dueDate: date().check(z.minLength(1, 'must not be blank')),
  ledgerNote: text(),
  stopReminderUntil: date(),
  stopDebtCollectionUntil: date(),
  stopInterestCalcUntil: date(),
  kid: text(),
});

const currencyAmounts = () => ({
  exclVat: amount(),
  vat: amount().check(z.gte(0, 'must not be negative')),
  inclVat: amount().check(z.refine((inclVat) => decimal(inclVat).inHundredths() > 0, 'must be more than 0')),
});

/** The document that credits an item. Its members are our choice. */
export const creditNote = () =>
  z.object({
    documentNo: ownNumber(),
    ...optional({
      documentDate: date(),
      currencyAmounts: z.object(optional(currencyAmounts())),
      customerMessage: text(),
      ledgerNote: text(),
    }),
  });

export type RequestedCreditNote = z.output<ReturnType<typeof creditNote>>;

/** What an AR item is named by, and what becomes of it. */
export const requested = () =>
  z
    .object(optional({ ...targetFields(), ...fields(), creditNote: creditNote(), metadata: metadata() }))
    .check(({ value, issues }) => {
      const refuse = (message: string) => issues.push({ code: 'custom', path: [], message, input: value });
      if (!namesItem(targetOf(value)) || targetOf(value).kid === '')
        refuse('arItemId, documentNo, documentUuid, referenceNo or kid must name the AR item');
      else if (!value.creditNote && Object.keys(changesOf(value)).length === 0)
        refuse('nothing is to change, and there is no creditNote');
    });

export type Requested = z.output<ReturnType<typeof requested>>;

type Named = Target & Readonly<Partial<Record<keyof ReturnType<typeof fields>, string | undefined>>>;

/** What a request names its item by: its KID only where nothing else names it. */
export function targetOf({ arItemId, documentNo, documentUuid, referenceNo, ...others }: Named): Target {
  const { accountNo, customerNo, kid } = others;
  const target = { arItemId, documentNo, documentUuid, referenceNo, accountNo, customerNo };
  return namesItem(target) ? target : { ...target, kid };
}

/** The fields that a request changes: the KID too, where something else names the item. */
export function changesOf(request: Named): Readonly<Record<string, string>> {
  const { dueDate, ledgerNote, stopReminderUntil, stopDebtCollectionUntil, stopInterestCalcUntil } = request;
  const kid = targetOf(request).kid === undefined ? request.kid : undefined;
  const all = { dueDate, ledgerNote, stopReminderUntil, stopDebtCollectionUntil, stopInterestCalcUntil, kid };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
}
