import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * A dialog that is open as soon as it is drawn: what is pressed next is already meant for it.
 * Closed by `close`, and not by being drawn no more, the focus goes back to where it was.
 */
export function useModal() {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return { dialog, close: () => dialog.current?.close() };
}
