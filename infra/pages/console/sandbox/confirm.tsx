import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useModal } from '../parts/modal.ts';

interface ConfirmProps {
  readonly title: string;
  /** What the button says that does it. */
  readonly verb: string;
  readonly children: ComponentChildren;
  readonly confirmed: () => void;
  readonly closed: () => void;
}

/** Asks before something is done that nothing undoes. Escape and Cancel close it, and the focus goes back. */
export function Confirm({ title, verb, children, confirmed, closed }: ConfirmProps) {
  const { dialog, close } = useModal();
  const heading = useId();
  function confirm() {
    close();
    confirmed();
  }
  return (
    <dialog class="confirm" ref={dialog} aria-labelledby={heading} onClose={closed}>
      <h2 id={heading}>{title}</h2>
      {children}
      <div class="row">
        <button type="button" class="quiet" onClick={close}>
          Cancel
        </button>
        <button type="button" class="danger" onClick={confirm}>
          {verb}
        </button>
      </div>
    </dialog>
  );
}
