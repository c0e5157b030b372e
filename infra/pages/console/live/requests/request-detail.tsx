import { useState } from 'preact/hooks';
import type { RecordedRequest } from '../../../../local/sandbox/shapes.ts';
import { Code } from '../../parts/exchange.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Time } from '../../parts/time.tsx';
import { linkTo } from '../../route.ts';
import { askFor } from '../../service/ask.ts';
import { Attempts } from './attempts.tsx';
import { curlOf } from './curl.ts';

/** All that is recorded of a request, and what can be done with it. */
export function RequestDetail(props: { request: RecordedRequest; onRepeated: () => void }) {
  const { request } = props;
  const { at, traceId, requestId, status } = request;
  return (
    <div class="detail">
      <Actions {...props} />
      <dl class="live-facts">
        <dt>Received</dt>
        <dd>
          <Time at={at} />
        </dd>
        {traceId && (
          <>
            <dt>Request id of the client</dt>
            <dd>
              <code>{traceId}</code>
            </dd>
            <dt>Request id of the service</dt>
            <dd>
              <code>{requestId}</code>
            </dd>
          </>
        )}
      </dl>
      <div class="exchange">
        <Code
          label="Request"
          text={messageOf(`${request.method} ${request.path}`, request.headers, request.body)}
        />
        {status === null ? (
          <Code label="Answer" text={request.durationMs === null ? '(not yet)' : '(none was sent)'} />
        ) : (
          <Code
            label="Answer"
            tone={status < 400 ? 'good' : 'bad'}
            text={messageOf(String(status), request.answerHeaders, request.answerBody)}
          />
        )}
      </div>
      <Attempts request={request} />
    </div>
  );
}

/** As it went over the wire; JSON in lines. */
function messageOf(first: string, headers: Readonly<Record<string, string>>, body: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [first, ...lines, ...(body === '' ? [] : ['', inLines(body)])].join('\n');
}

function inLines(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** What is said of a button that was pressed. */
type Said = { readonly words: string } | { readonly error: Error };

function Actions({ request, onRepeated }: { request: RecordedRequest; onRepeated: () => void }) {
  const [said, setSaid] = useState<Said>();
  const [isSending, setSending] = useState(false);
  async function repeat() {
    setSending(true);
    try {
      const path = `/sandbox/requests/${request.number}/repeat`;
      const { number, status } = await askFor<RecordedRequest>({ method: 'POST', path });
      setSaid({ words: `Sent again as request ${number}: ${status ?? 'no answer'}` });
      onRepeated();
    } catch (error) {
      setSaid({ error: error as Error });
    }
    setSending(false);
  }
  async function copy() {
    try {
      await navigator.clipboard.writeText(curlOf(request));
      setSaid({ words: 'Copied. It runs where .local/env.sh was sourced.' });
    } catch {
      setSaid({ words: 'The browser does not let it be copied: it stands below.' });
    }
  }
  return (
    <>
      <div class="row">
        <button type="button" class="quiet" onClick={copy}>
          Copy as curl
        </button>
        <button type="button" class="quiet" onClick={repeat} disabled={isSending}>
          Send again
        </button>
        {isRefusedDelete(request) && (
          <a class="why" href={linkTo(['refusals', request.traceId])}>
            Why was it refused?
          </a>
        )}
        <p class="muted" role="status">
          {said && 'words' in said && said.words}
        </p>
      </div>
      {said && 'error' in said && <Problem error={said.error} />}
      <details>
        <summary>As curl</summary>
        <Code label="With the variables of .local/env.sh" text={curlOf(request)} />
      </details>
    </>
  );
}

const isRefusedDelete = ({ method, operation, status, traceId }: RecordedRequest): boolean =>
  traceId !== '' &&
  status !== null &&
  status >= 400 &&
  (method === 'DELETE' || /\/(delete|deactivate)-/.test(operation ?? ''));
