import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shown } from '../../functions/operator/events/event.ts';
import { TYPES } from '../../functions/operator/events/event-types.ts';
import { documentText } from '../../infra/openapi/documents.ts';
import { eventSchemas } from '../../infra/openapi/event-schemas.ts';
import type { FeedEvent } from '../../shared/receivables/feed/event.ts';
import { validateValue } from '../support/openapi.ts';

const schemas = eventSchemas();

const event = (type: FeedEvent['type'], more: Partial<FeedEvent> = {}): FeedEvent => ({
  ...{ id: '0', type, at: '2026-11-30T12:00:00.000Z', vendor: 'amili', tenant: '2218', itemId: '1' },
  kind: type.startsWith('customer.') ? 'CUSTOMER' : 'DOCUMENT',
  ...{ sequence: 1, by: 'arm', requestId: 'r' },
  ...(type === 'customer.delete_refused' && { refusal: 'linked' }),
  ...(type.startsWith('dependent.') && { customerId: 'C1' }),
  ...more,
});

describe('functions/operator/schemas', () => {
  it('has a document for each type, and no other', () => {
    expect(readdirSync('functions/operator/schemas').sort()).toEqual(
      TYPES.map((type) => `${type}.json`).sort(),
    );
  });

  it.each(TYPES)('%s is current, and is what its events name and hold', (type) => {
    const text = readFileSync(`functions/operator/schemas/${type}.json`, 'utf8');
    expect(text, 'not current: run npm run openapi').toBe(documentText(schemas[type] ?? {}));
    const { $id, ...schema } = JSON.parse(text);
    for (const told of [
      shown(event(type)),
      shown(event(type, { operation: 'o', reason: 'why', changed: ['name'], fromCustomerId: 'C2' })),
    ]) {
      expect(told.dataschema).toBe($id);
      expect(validateValue(schema, told.data)).toEqual([]);
      expect(validateValue(schema, { ...told.data, name: 'Owe' })).toHaveLength(1);
    }
  });
});
