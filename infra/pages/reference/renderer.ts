import type { ApiReferenceConfiguration, createApiReference } from '@scalar/api-reference';
import type { Authorizations } from '../../local/sandbox/shapes.ts';
import { askFor } from '../console/service/ask.ts';
import { config, operator } from '../console/service/session.ts';
import { DIALECTS } from './documents.ts';
import { fetchingShown, type Listener } from './fetching.ts';

/**
 * Shows the documents in an element. Each is asked for when it is first looked at, or the browser has nothing else to do.
 * @throws Refusal, Unanswered; TypeError where the renderer cannot be loaded
 */
export async function renderDocuments(place: HTMLElement, failed: Listener): Promise<void> {
  const { href } = document.getElementById('renderer') as HTMLLinkElement;
  const [authorizations, renderer] = await Promise.all([
    knownAuthorizations(),
    import(href) as Promise<{ createApiReference: typeof createApiReference }>,
  ]);
  const configurations = Object.entries(DIALECTS).map(([slug, title]) => ({
    ...COMMON,
    ...{ slug, title, url: `${location.origin}/openapi/${slug}.json` },
    // Deployed the document is for those who send a key with their request.
    documentDownloadType: config.value?.sandbox ? ('direct' as const) : ('none' as const),
    authentication: authenticationBy(authorizations[slug]),
    customFetch: fetchingShown(failed),
  }));
  renderer.createApiReference(place, configurations);
}

/** Nothing that calls out, keeps credentials or leads away, and no fonts but the browser's own. */
const COMMON = {
  agent: { disabled: true },
  mcp: { disabled: true },
  telemetry: false,
  persistAuth: false,
  hideClientButton: true,
  hideDarkModeToggle: true,
  showDeveloperTools: 'never',
  withDefaultFonts: false,
  setPageTitle: ({ title, document }) =>
    [title === document.title ? 'Reference' : title, document.title, 'offboard'].join(' · '),
} as const satisfies Partial<ApiReferenceConfiguration> & { agent: object };

/** On a laptop those of the samples' tenants; deployed nothing but the operator's own. */
const knownAuthorizations = async (): Promise<Authorizations> =>
  config.value?.sandbox
    ? askFor<Authorizations>({ method: 'GET', path: '/sandbox/authorizations' })
    : { operator: { operatorKey: operator.value ?? '' } };

/** Header values as the renderer wants them: a token, or a name and a password. */
function authenticationBy(authorizations: Readonly<Record<string, string>> = {}) {
  const schemes = Object.entries(authorizations).map(([name, value]) => {
    const [kind, credential = ''] = value.split(' ');
    if (kind !== 'Basic') return [name, { token: credential }];
    const [username, password] = atob(credential).split(':');
    return [name, { username, password }];
  });
  return { securitySchemes: Object.fromEntries(schemes) };
}
