import { useEffect, useRef } from 'preact/hooks';
import { Problem } from './parts/problem.tsx';
import { PlaceView } from './place-view.tsx';
import { PLACES, type Place, placeNameIn } from './places.ts';
import { route } from './route.ts';
import { config, isSignedIn, signOut, startProblem } from './service/session.ts';
import { SignIn } from './sign-in.tsx';

/** The frame around every page, and the sign-in in front of them. */
export function App() {
  const stage = config.value;
  if (startProblem.value)
    return (
      <Alone>
        <Problem error={startProblem.value} retry={reload} />
      </Alone>
    );
  if (!stage)
    return (
      <Alone>
        <p class="loading">Loading…</p>
      </Alone>
    );
  const places = PLACES.filter(({ isLocal }) => !isLocal || stage.sandbox);
  const { path } = route.value;
  const name = placeNameIn(path);
  const place = places.find((each) => each.name === name);
  const titles = [...path.slice(1).slice(-1), place?.title ?? 'Not found'];
  return (
    <>
      <header class="top">
        <SkipButton />
        <Brand stage={stage.stage} />
        {isSignedIn.value && <Navigation places={places} current={place} />}
        {isSignedIn.value && !stage.sandbox && (
          <button type="button" class="quiet" onClick={signOut}>
            Sign out
          </button>
        )}
      </header>
      <Main title={isSignedIn.value ? titles.join(' · ') : 'Sign in'}>
        {isSignedIn.value ? <PlaceView key={name} place={place} /> : <SignIn />}
      </Main>
      <footer class="bottom">
        <span>
          offboard {stage.version}, stage {stage.stage}
        </span>
        <ReferenceLink>Reference of the API</ReferenceLink>
      </footer>
    </>
  );
}

const reload = () => location.reload();

/** What stands on a page of its own while there is no frame yet. */
const Alone = ({ children }: { children: preact.ComponentChildren }) => <main>{children}</main>;

/** No link to a part of the page: what stands behind the `#` tells where the console is. */
const SkipButton = () => (
  <button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
    Skip to content
  </button>
);

function Brand({ stage }: { stage: string }) {
  return (
    <a class="brand" href="#/">
      <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="currentColor" />
        <path d="M9 23V9h14M16 16h7v7M23 23 14 14" fill="none" stroke-width="3" class="brand-mark" />
      </svg>
      offboard <span class="stage">{stage}</span>
    </a>
  );
}

function Navigation({ places, current }: { places: readonly Place[]; current: Place | undefined }) {
  return (
    <nav aria-label="Pages">
      {places.map((each) => (
        <a key={each.name} href={`#/${each.name}`} aria-current={each === current ? 'page' : undefined}>
          {each.title}
        </a>
      ))}
      <ReferenceLink>Reference</ReferenceLink>
    </nav>
  );
}

/** A key lives in the memory of this page: on a stage, leaving it would sign out. */
const ReferenceLink = ({ children }: { children: preact.ComponentChildren }) => (
  <a href="/docs" target={config.value?.sandbox ? undefined : '_blank'}>
    {children}
  </a>
);

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
