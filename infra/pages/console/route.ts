import { signal } from '@preact/signals';

/** Where the console is: what stands behind the `#` of its address. */
export interface Route {
  /** Decoded: `['customers', 'enkash', 'CEKFOWV7UQ', 'KCMW2U9R4H9HPNKC']`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

function currentRoute(): Route {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  return { path: path.split('/').filter(Boolean).map(decoded), query: new URLSearchParams(query) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const route = signal(currentRoute());

addEventListener('hashchange', () => {
  route.value = currentRoute();
});

/** The address of a place in the console; parameters that are empty are left out. */
export function linkTo(
  path: readonly string[],
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const given = Object.entries(query).filter((each): each is [string, string] => Boolean(each[1]));
  const search = new URLSearchParams(given).toString();
  return `#/${path.map(encodeURIComponent).join('/')}${search && `?${search}`}`;
}

/** Goes there without a new entry in the browser's history: for filters that change while somebody types. */
export function replaceRoute(...to: Parameters<typeof linkTo>): void {
  history.replaceState(undefined, '', linkTo(...to));
  route.value = currentRoute();
}

export function goTo(...to: Parameters<typeof linkTo>): void {
  location.hash = linkTo(...to);
}
