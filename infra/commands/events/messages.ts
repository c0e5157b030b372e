/** A message of server-sent events, as far as ours have lines: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export interface Message {
  readonly event?: string;
  readonly data?: string;
  readonly id?: string;
}

/** The messages of a stream, each as soon as it is whole. */
export async function* messagesIn(body: ReadableStream<Uint8Array>): AsyncGenerator<Message> {
  let text = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const parts = text.split('\n\n');
    text = parts.pop() as string;
    for (const part of parts) yield messageOf(part);
  }
}

/** `event: customer.deleted`, a line each; one that begins with a colon is a sign of life. */
const messageOf = (part: string): Message =>
  Object.fromEntries(
    part.split('\n').map((line) => {
      const [name = '', value = ''] = line.split(/: ?(.*)/s);
      return [name, value];
    }),
  );
