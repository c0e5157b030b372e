import { Suspense } from 'preact/compat';
import { useErrorBoundary } from 'preact/hooks';
import type { Place } from './places.ts';
import { route } from './route.ts';

/** The page of a place. Where it fails, the frame stays, and leads elsewhere. */
export function PlaceView({ place }: { place: Place | undefined }) {
  // Whoever looks into it finds all of it in the browser's log.
  const [error] = useErrorBoundary((failed) => console.error(failed));
  if (error) return <Failed />;
  if (!place) return <NotFound />;
  const { Page } = place;
  return (
    <Suspense fallback={<p class="loading">Loading…</p>}>
      <Page />
    </Suspense>
  );
}

/** A part that was not had once is not asked for again as long as the page is open, so that all of it is loaded anew. */
function Failed() {
  return (
    <>
      <h1>This page cannot be shown</h1>
      <p>A part of it did not come, or it failed: the browser’s log says more.</p>
      <p>
        <button type="button" onClick={() => location.reload()}>
          Load it again
        </button>
      </p>
    </>
  );
}

function NotFound() {
  return (
    <>
      <h1>There is no such page</h1>
      <p>
        Nothing is at <code>#/{route.value.path.join('/')}</code>. It may be a page of another stage, or of
        another version.
      </p>
      <p>
        <a href="#/customers">To the customers</a>
      </p>
    </>
  );
}
