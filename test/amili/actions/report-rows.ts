import { expect } from 'vitest';
import { csvRecords } from '../../../shared/http/csv.ts';
import type { Answer } from '../../support/http.ts';
import type { newClient } from '../client.ts';

type Client = Awaited<ReturnType<typeof newClient>>;

/** The file that an answer names. */
export async function fileOf({ body }: Answer, { getFile }: Client) {
  const { fileUuid } = body as { fileUuid: string };
  const { body: file } = await getFile(fileUuid);
  return file as { content: string } & Record<string, unknown>;
}

/** The rows of a report, each by the header's names, without what is empty. */
export async function rowsOf(answer: Answer, client: Client): Promise<Record<string, string>[]> {
  const { content } = await fileOf(answer, client);
  const text = Buffer.from(content, 'base64').toString();
  expect(text.startsWith('\uFEFF')).toBe(true);
  const lines: (readonly string[])[] = [];
  for await (const { cells } of csvRecords(text.slice(1), ';')) lines.push(cells);
  const [names = [], ...rows] = lines;
  return rows.map((cells) => {
    expect(cells).toHaveLength(names.length);
    const named = names.map((name, place) => [name, cells[place] ?? '']);
    return Object.fromEntries(named.filter(([, text]) => text));
  });
}
