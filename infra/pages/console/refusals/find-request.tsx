import { useState } from 'preact/hooks';
import { goTo } from '../route.ts';
import { idIn } from './pasted-id.ts';

/** Leads from what a client was told to the request. */
export function FindRequest({ id = '' }: { id?: string }) {
  const [isMissing, setMissing] = useState(false);
  function submit(event: SubmitEvent) {
    event.preventDefault();
    const found = idIn(String(new FormData(event.currentTarget as HTMLFormElement).get('pasted')));
    setMissing(found === undefined);
    if (found !== undefined) goTo(['refusals', found]);
  }
  return (
    <form class="find-request" onSubmit={submit}>
      <label>
        Request id, or the answer that has it
        <input
          name="pasted"
          defaultValue={id}
          required
          autocomplete="off"
          spellcheck={false}
          aria-describedby="pasted-hint"
          aria-invalid={isMissing}
        />
      </label>
      <button type="submit">Find out why</button>
      <p id="pasted-hint" class="muted">
        Every answer has it in <code>X-Request-Id</code>; EnKash’s errors in{' '}
        <code>errorResponse.requestId</code>, BeeL’s in <code>meta.request_id</code>. A whole answer, or what
        curl printed, will do.
      </p>
      {isMissing && <p role="alert">There is no request id in this text.</p>}
    </form>
  );
}
