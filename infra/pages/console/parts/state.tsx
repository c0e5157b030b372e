/** A state at a glance: by its word and its mark, never by colour alone. */
export function State({ state, isProtected = false }: { state: string; isProtected?: boolean }) {
  return (
    <span class="state" data-state={state}>
      <span aria-hidden="true">{MARKS[state] ?? '•'}</span> {state}
      {isProtected && ', protected'}
    </span>
  );
}

const MARKS: Readonly<Record<string, string>> = { active: '●', inactive: '◐', deleted: '○' };
