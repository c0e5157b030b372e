import type { ComponentType } from 'preact';
import { lazy, Suspense } from 'preact/compat';
import { useEffect, useRef } from 'preact/hooks';
import { Problem } from './parts/problem.tsx';
import { route } from './route.ts';
import { config, isSignedIn, signOut, startProblem } from './service/session.ts';
import { SignIn } from './sign-in.tsx';

interface Place {
  /** The first word of its address. */
  readonly name: string;
  readonly title: string;
  readonly Page: ComponentType;
  /** Whether only a laptop has it. */
  readonly isLocal?: true;
}

/** Each page is loaded when somebody first goes there. */
const PLACES: readonly Place[] = [
  { name: 'customers', title: 'Customers', Page: lazy(() => import('./customers/customers-page.tsx')) },
  { name: 'refusals', title: 'Refusals', Page: lazy(() => import('./refusals/refusals-page.tsx')) },
  { name: 'live', title: 'Live', Page: lazy(() => import('./live/live-page.tsx')) },
  { name: 'charts', title: 'Charts', Page: lazy(() => import('./charts/charts-page.tsx')) },
  {
    name: 'sandbox',
    title: 'Sandbox',
    Page: lazy(() => import('./sandbox/sandbox-page.tsx')),
    isLocal: true,
  },
];

/** The frame around every page, and the sign-in in front of them. */
export function App() {
  const stage = config.value;
  if (startProblem.value) return <Problem error={startProblem.value} />;
  if (!stage) return <p class="loading">Loading…</p>;
  const places = PLACES.filter(({ isLocal }) => !isLocal || stage.sandbox);
  const [name = 'customers'] = route.value.path;
  const place = places.find((each) => each.name === name);
  return (
    <>
      <a class="skip" href="#main">
        Skip to content
      </a>
      <header class="top">
        <a class="brand" href="#/">
          offboard <span class="stage">{stage.stage}</span>
        </a>
        {isSignedIn.value && (
          <nav aria-label="Pages">
            {places.map((each) => (
              <a key={each.name} href={`#/${each.name}`} aria-current={each === place ? 'page' : undefined}>
                {each.title}
              </a>
            ))}
            <a href="/docs">Reference</a>
          </nav>
        )}
        {isSignedIn.value && !stage.sandbox && (
          <button type="button" class="quiet" onClick={signOut}>
            Sign out
          </button>
        )}
      </header>
      <Main title={isSignedIn.value ? (place?.title ?? 'Not found') : 'Sign in'}>
        {isSignedIn.value ? <PageOf place={place} /> : <SignIn />}
      </Main>
    </>
  );
}

/** The page's own part. Going to another page moves the focus here, so that a screen reader tells of it. */
function Main({ title, children }: { title: string; children: preact.ComponentChildren }) {
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = `${title} · offboard`;
    if (!isFirst.current) main.current?.focus();
    isFirst.current = false;
  }, [title]);
  return (
    <main id="main" tabIndex={-1} ref={main}>
      {children}
    </main>
  );
}

function PageOf({ place }: { place: Place | undefined }) {
  if (!place) return <h1>There is no such page</h1>;
  const { Page } = place;
  return (
    <Suspense fallback={<p class="loading">Loading…</p>}>
      <Page />
    </Suspense>
  );
}
