type Document = Readonly<Record<string, unknown>>;

/**
 * The OpenAPI documents of all dialects, as `npm run openapi` writes them. Each is a module of its own, which is evaluated
 * when it is first asked for; the bundle has them packed.
 */
const documents = {
  'enkash.json': () => import('../../enkash/openapi.json', { with: { type: 'json' } }),
  'amili.json': () => import('../../amili/openapi.json', { with: { type: 'json' } }),
  'beel.json': () => import('../../beel/openapi.json', { with: { type: 'json' } }),
  'beel-flat.json': () => import('../../beel-flat/openapi.json', { with: { type: 'json' } }),
  'operator.json': () => import('../openapi.json', { with: { type: 'json' } }),
  'service.json': () => import('../../service/openapi.json', { with: { type: 'json' } }),
} as const;

/** The document with this file name; undefined where no dialect has it. */
export async function documentNamed(name: string): Promise<Document | undefined> {
  if (!Object.hasOwn(documents, name)) return undefined;
  const { default: document } = await documents[name as keyof typeof documents]();
  return document;
}
