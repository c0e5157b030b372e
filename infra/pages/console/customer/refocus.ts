import { useEffect } from 'preact/hooks';

/**
 * Gives the focus to the page where what had it is gone, so that keys do not begin at the top again: a card that was
 * cleared, a button for what can no longer be done, a panel that was opened by one of these.
 * @param turn grows with what was done
 */
export function useRefocus(turn: number, shown: readonly unknown[]): void {
  useEffect(() => {
    if (turn === 0 || document.activeElement !== document.body) return;
    document.getElementById('main')?.focus({ preventScroll: true });
  }, shown);
}
