import { useState } from 'preact/hooks';
import { RequestView } from '../parts/exchange.tsx';
import { useModal } from '../parts/modal.ts';
import { clientOf } from '../service/session.ts';
import type { Action } from './actions.ts';
import type { CustomerName } from './customer.ts';
import { OutcomeView } from './outcome.tsx';
import { useSending } from './sending.ts';
import { VendorSignIn } from './vendor-sign-in.tsx';
import { WishFields } from './wish-fields.tsx';
import { NO_WISHES, requestOf } from './wishes.ts';

interface ActionPanelProps {
  readonly action: Action;
  readonly whose: CustomerName;
  close(): void;
  /** Called when a request has ended, however it did. */
  onEnd(): void;
}

/** Shows the request that will be sent, sends it, and shows what it was answered. */
export function ActionPanel({ action, whose, close, onEnd }: ActionPanelProps) {
  const { dialog, close: shut } = useModal();
  const [wishes, setWishes] = useState(NO_WISHES);
  const { outcome, isSending, send, forget } = useSending(action.by, whose, onEnd);
  const lacksClient = action.by === 'client' && !clientOf(whose.vendor, whose.tenant);
  const request = requestOf(action, wishes);
  const look = () => {
    onEnd();
    shut();
  };
  return (
    <dialog ref={dialog} class="customer-panel" aria-labelledby="panel-title" onClose={close}>
      <div class="panel-head">
        <h2 id="panel-title">{action.title}</h2>
        <button type="button" class="quiet" onClick={shut}>
          Close
        </button>
      </div>
      <p class="muted">{action.explanation}</p>
      {outcome ? (
        <OutcomeView {...{ outcome, whose, look, back: forget, by: action.by }} />
      ) : lacksClient ? (
        <>
          <RequestView request={request} />
          <VendorSignIn whose={whose} />
        </>
      ) : (
        <form
          class="panel-form"
          onSubmit={(event) => {
            event.preventDefault();
            send(request);
          }}
        >
          <WishFields {...{ action, wishes, setWishes }} />
          <RequestView request={request} />
          <button type="submit" class={action.isDangerous ? 'danger' : ''} disabled={isSending}>
            {isSending ? 'Sending…' : `Send: ${action.name}`}
          </button>
        </form>
      )}
    </dialog>
  );
}
