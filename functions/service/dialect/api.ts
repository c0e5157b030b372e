import type { ApiDocumentation } from '../../../shared/http/api-documentation.ts';

/** Our own routes as their OpenAPI document introduces them. */
export const api: ApiDocumentation<'public'> = {
  title: 'Accounts receivable, the service itself',
  description: 'What the service says of itself, in no dialect. Open to all.',
  tags: { health: 'Whether the service serves' },
  securitySchemes: {},
  security: () => undefined,
  schemas: { requests: {}, answers: {} },
  fields: {
    stage: 'The deployed stage, or `local`',
    version: 'The version of the service that the stage runs',
  },
  samples: {},
};
