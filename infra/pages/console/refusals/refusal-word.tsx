/** Why a delete was refused, in the history's word. */
export function RefusalWord({ word }: { word: string }) {
  return (
    <span class="refusal-word">
      <span aria-hidden="true">✗</span> {wordsOf(word)}
    </span>
  );
}

export const wordsOf = (word: string): string => word.replaceAll('_', ' ');
