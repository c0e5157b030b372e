/** A form as a client sends it, with a boundary of its own. */
export async function encoded(data: FormData): Promise<{ raw: Buffer; headers: Record<string, string> }> {
  const request = new Request('http://localhost', { method: 'POST', body: data });
  const headers = { 'content-type': request.headers.get('content-type') as string };
  return { raw: Buffer.from(await request.arrayBuffer()), headers };
}
