import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { amiliFailure } from '../../support/envelopes.ts';
import { newClient } from '../client.ts';
import { refusesStrangers } from '../reads.ts';
import { createBundled } from './bundled.ts';

const client = await newClient();
const { clientNo, createCustomer, createDocument, getDocument, getDocumentBundle } = client;
const { accountNo } = (await createCustomer({ customerNo: 'c1', name: 'Ada' })).body as { accountNo: number };

const document = { documentType: 'IN', customerNo: 'C1' };

describe('GET /clients/{clientno}/documentbundles/{documentbundleid}', () => {
  it('shows the bundle of a document that was created alone', async () => {
    const currencyAmounts = { exclVat: 80, vat: 20, inclVat: 100 };
    const created = await createDocument({ ...document, documentNo: 'A', currency: 'SEK', currencyAmounts });
    const { documentBundleId } = created.body as { documentBundleId: number };
    const { status, body } = await getDocumentBundle(documentBundleId, '?userid=TestUser');
    const shown = (await getDocument('A')).body as Record<string, unknown>;
    const bundle = {
      ...{ documentBundleId, clientNo, accountNo, customerNo: 'c1', distribution: {}, documentCount: 1 },
      ...{ currency: 'SEK', currencyAmounts, createdDateTime: shown.createdDateTime, documentNos: ['A'] },
    };
    expect([status, body]).toEqual([200, bundle]);
    const expanded = await getDocumentBundle(documentBundleId, '?expand=DOCUMENTS');
    expect([expanded.status, expanded.body]).toEqual([200, { ...bundle, documents: [shown] }]);
  });

  it('shows the documents of a batch that are one bundle', async () => {
    const batchUuid = randomUUID();
    const batch = { documentBundleId: 1407, batchUuid, at: '2025-03-01T10:00:00.500Z' };
    for (const documentNo of ['B2', 'B1']) await createBundled(client, { ...document, documentNo }, batch);
    const { status, body } = await getDocumentBundle(1407);
    const bundle = {
      ...{ documentBundleId: 1407, clientNo, accountNo, customerNo: 'c1', batchUuid, distribution: {} },
      ...{ documentCount: 2, currencyAmounts: { exclVat: 0, vat: 0, inclVat: 0 } },
      ...{ createdDateTime: '2025-03-01T10:00:00Z', documentNos: ['B1', 'B2'] },
    };
    expect([status, body]).toEqual([200, bundle]);
  });

  it('answers 404 where there is none, also of another client or by a number that is none', async () => {
    const other = await newClient();
    await other.createCustomer({ customerNo: 'C1', name: 'Ada' });
    const created = await other.createDocument({ ...document, documentNo: 'A' });
    const { documentBundleId } = created.body as { documentBundleId: number };
    for (const id of [documentBundleId, 0, Number.MAX_SAFE_INTEGER]) {
      const { status, body } = await getDocumentBundle(id);
      const failure = amiliFailure('NOT_FOUND', `There is no document bundle ${id}`, { clientNo });
      expect([status, body]).toEqual([404, failure]);
    }
    for (const id of ['x', '01', '-1', '9007199254740992', '1e3']) {
      const { status, body } = await getDocumentBundle(id);
      const message = 'documentbundleid: must be a whole number';
      expect([status, body]).toEqual([404, amiliFailure('NOT_FOUND', message, { clientNo })]);
    }
  });

  it('refuses to expand what it does not know, with 400', async () => {
    const { status, body } = await getDocumentBundle(1, '?expand=lines');
    const failure = amiliFailure('INVALID', 'expand: must be of documents', { clientNo });
    expect([status, body]).toEqual([400, failure]);
  });

  refusesStrangers(clientNo, 'documentbundles/1');
});
