/** A request of an .http file. */
export interface HttpFileRequest {
  /** `enkash_customers_delete_customer` */
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Reads an .http file as the editors' clients do, with its variables filled in. */
export function httpRequests(text: string): HttpFileRequest[] {
  const [head = '', ...parts] = text.split(/^### .*\n/m);
  const variables = new Map([...head.matchAll(/^@(\w+) = (.*)$/gm)].map(([, name, value]) => [name, value]));
  const filled = (part: string) =>
    part.replaceAll(/\{\{(\w+)\}\}/g, (braces, name) => variables.get(name) ?? braces);
  return parts.map((part) => requestOf(filled(part)));
}

function requestOf(part: string): HttpFileRequest {
  const [top = '', ...rest] = part.trimEnd().split('\n\n');
  const [name = '', line = '', ...headerLines] = top.split('\n');
  const [method = '', url = ''] = line.split(' ');
  const headers = Object.fromEntries(headerLines.map((header) => header.split(': ') as [string, string]));
  const text = rest.join('\n\n');
  // Parts of a form have lines of CRLF.
  const isForm = headers['content-type']?.startsWith('multipart/');
  const body = isForm ? `${text.replaceAll('\n', '\r\n')}\r\n` : text;
  return { name: name.replace('# @name ', ''), method, url, headers, body: text ? body : undefined };
}
