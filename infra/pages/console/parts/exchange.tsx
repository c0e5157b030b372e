import type { AskedRequest, Exchange } from '../service/ask.ts';

/** A request as it is sent, without who sends it. */
export function RequestView({ request: { method, path, headers = {}, body } }: { request: AskedRequest }) {
  const lines = [`${method} ${path}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  const text = body === undefined ? lines.join('\n') : `${lines.join('\n')}\n\n${pretty(body)}`;
  return <Code label="Request" text={text} />;
}

/** A request and its answer, as they went over the wire. */
export function ExchangeView({ exchange }: { exchange: Exchange }) {
  const { request, status, body, took } = exchange;
  const headers = HEADERS.filter((name) => name in exchange.headers);
  const lines = headers.map((name) => `${name}: ${exchange.headers[name]}\n`);
  return (
    <div class="exchange">
      <RequestView request={request} />
      <Code
        label={`Answer: ${status}, ${took} ms`}
        tone={status < 400 ? 'good' : 'bad'}
        text={`${lines.join('')}${lines.length > 0 ? '\n' : ''}${body === '' ? '(no body)' : pretty(body)}`}
      />
    </div>
  );
}

/** What an answer's headers say of what was asked; the others are of no use to a reader. */
const HEADERS = ['x-request-id', 'etag', 'offboard-dry-run', 'retry-after', 'www-authenticate', 'location'];

/** Text to read and copy. What is long scrolls, by keys too. */
export function Code({ label, text, tone }: { label: string; text: string; tone?: 'good' | 'bad' }) {
  return (
    <figure class="code">
      <figcaption data-tone={tone}>{label}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <pre tabIndex={0}>{text}</pre>
    </figure>
  );
}

const pretty = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body, null, 2));
