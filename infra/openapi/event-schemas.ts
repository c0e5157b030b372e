import { schemaOf, TYPES } from '../../functions/operator/events/event-types.ts';
import type { EventType } from '../../shared/receivables/feed/event.ts';
import { openApiDocument } from './documents.ts';
import type { JsonSchema } from './openapi.ts';

/** By what name the operator's OpenAPI document has the data of a type. */
const nameOf = (type: EventType): string => {
  if (type === 'customer.delete_refused') return 'RefusalEventData';
  return type.startsWith('customer.') ? 'CustomerEventData' : 'DependentEventData';
};

/** The JSON Schemas of what events have in their `data`, by their type. They stand in functions/operator/schemas. */
export function eventSchemas(): Record<string, JsonSchema> {
  const { schemas } = openApiDocument('operator').components;
  return Object.fromEntries(
    TYPES.map((type) => [
      type,
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: schemaOf(type),
        title: type,
        description: `What an event ${type} has in its data`,
        ...schemas[nameOf(type)],
      },
    ]),
  );
}
