import { randomUUID } from 'node:crypto';
import type { ArItem } from '../../functions/amili/ar-items/ar-item.ts';
import type { GlItem } from '../../functions/amili/gl-items/gl-item.ts';
import { closedPeriodRef } from '../../functions/amili/ledger/books.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import type { DependentItem } from '../../shared/receivables/items.ts';
import type { Tenant } from '../../shared/receivables/keys.ts';
import { changeRecord } from '../../shared/receivables/records/change.ts';
import { newStamp, storedCustomer, storedDependent } from '../support/store.ts';
import { tenantState } from '../support/tenant-state.ts';
import type { newClient } from './client.ts';

type Client = Awaited<ReturnType<typeof newClient>>;

export const newNumber = () => randomUUID().toUpperCase();

/** What tests of the ledger do with a client, and see of what is stored. */
export const booksOf = ({ tenant, createCustomer, createDocument }: Client) => ({
  newCustomer: async (fields: object = {}): Promise<{ customerNo: string; accountNo: number }> => {
    const { body } = await createCustomer({ customerNo: newNumber(), name: 'Ada', ...fields });
    const { customerNo, accountNo } = body as { customerNo: string; accountNo: number };
    return { customerNo, accountNo };
  },
  /** A document of 2025-02-01, and its AR item. */
  newDocument: async (customerNo: string, inclVat: number, fields: object = {}) => {
    const json = {
      ...{ documentType: 'IN', documentNo: newNumber(), customerNo, documentDate: '2025-02-01' },
      ...{ dueDate: '2025-02-15', currency: 'NOK', currencyAmounts: { inclVat } },
      ...fields,
    };
    const { status, body } = await createDocument(json);
    if (status !== 200) throw new Error(`no document: ${JSON.stringify(body)}`);
    const { documentNo, documentUuid, arItemId } = body as {
      documentNo: string;
      documentUuid: string;
      arItemId: number;
    };
    return { documentNo, documentUuid, arItemId };
  },
  storedItem: (arItemId: number) =>
    storedDependent({ ...tenant, kind: 'AR_ITEM', id: String(arItemId) }) as Promise<DependentItem<ArItem>>,
  linkCount: async (customerNo: string) => (await storedCustomer({ ...tenant, id: customerNo }))?.linkCount,
  /** The lines of one voucher. */
  linesOf: async (voucherNo: number) => {
    const items = [...(await tenantState('amili', tenant.tenant)).values()] as { fields?: GlItem }[];
    return items
      .flatMap(({ fields }) =>
        fields && 'lineNo' in fields && fields.voucherNo === voucherNo ? [fields] : [],
      )
      .toSorted((a, b) => a.lineNo - b.lineNo);
  },
  state: () => tenantState('amili', tenant.tenant),
  closeThrough: (glYear: number, glPeriod: number) => closeThrough(tenant, glYear, glPeriod),
});

export const closeThrough = (tenant: Tenant, glYear: number, glPeriod: number) =>
  changeRecord(receivables(), closedPeriodRef(tenant), () => ({ fields: { glYear, glPeriod } }), newStamp());
