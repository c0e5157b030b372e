import { shownDocument } from './documents.ts';

/** Hears of a document that could not be had. */
export type Listener = (error: Error) => void;

/** How the renderer fetches: documents as they are shown, and what is tried. */
export const fetchingShown =
  (failed: Listener) =>
  async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const [, dialect] = /^\/openapi\/([\w-]+)\.json$/.exec(new URL(request.url).pathname) ?? [];
    if (!dialect) return fetch(await withFile(request));
    try {
      return Response.json(await shownDocument(dialect));
    } catch (error) {
      failed(error as Error);
      throw error;
    }
  };

/** The part of a form that is a file, which the renderer sends as text where it has it from an example. */
const FILE = 'file';

async function withFile(request: Request): Promise<Request> {
  const headers = new Headers(request.headers);
  if (!headers.get('content-type')?.startsWith('multipart/form-data')) return request;
  const form = await request.formData();
  const text = form.get(FILE);
  if (typeof text === 'string') form.set(FILE, new File([text], 'example.csv', { type: 'text/csv' }));
  // It has another boundary now.
  headers.delete('content-type');
  return new Request(request.url, { method: request.method, headers, body: form });
}
