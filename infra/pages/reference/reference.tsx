import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem } from '../console/parts/problem.tsx';
import { config, isSignedIn, startProblem } from '../console/service/session.ts';
import { SignIn } from '../console/sign-in.tsx';
import { renderDocuments } from './renderer.ts';

/** The documents of all dialects, below a way back to the console. */
export function Reference() {
  const stage = config.value;
  return (
    <>
      {/* No header: on narrow screens the renderer has one of its own. */}
      <nav class="own top" aria-label="Pages">
        <a class="brand" href="/">
          offboard {stage && <span class="stage">{stage.stage}</span>}
        </a>
        <a href="/">Console</a>
        <a href="/docs" aria-current="page">
          Reference
        </a>
      </nav>
      <Body />
    </>
  );
}

function Body() {
  if (startProblem.value) return <Unrendered error={startProblem.value} />;
  if (!config.value) return <p class="own loading">Loading…</p>;
  return isSignedIn.value ? (
    <Documents />
  ) : (
    <main class="own">
      <SignIn />
    </main>
  );
}

/** What the renderer makes of the documents: the element is its own, and has the page's main part. */
function Documents() {
  const place = useRef<HTMLDivElement>(null);
  const [isRendered, setRendered] = useState(false);
  const [error, setError] = useState<Error>();
  useEffect(() => {
    renderDocuments(place.current as HTMLElement, setError).then(() => setRendered(true), setError);
  }, []);
  return (
    <>
      {error && isRendered && (
        <div class="own">
          <Problem error={error} />
        </div>
      )}
      {error && !isRendered && <Unrendered error={error} />}
      {!isRendered && !error && <p class="own loading">Loading…</p>}
      <div ref={place} />
    </>
  );
}

/** What there is instead of the documents, whose heading and main part are the renderer's. */
function Unrendered({ error }: { error: Error }) {
  return (
    <main class="own">
      <h1>Reference</h1>
      <Problem error={error} />
    </main>
  );
}
