/**
 * What every page is sent with: it runs and loads what it was served with and nothing else, and nobody may frame it.
 * https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy
 * @param tokenUrl where the stage's issuer gives tokens: the one address elsewhere that the console may ask
 */
export const securityHeaders = (path: string, tokenUrl?: string): Readonly<Record<string, string>> => ({
  'content-security-policy': policyOf(
    path.startsWith('/docs') ? { ...OWN, ...REFERENCE } : { ...OWN, ...(tokenUrl && asking(tokenUrl)) },
  ),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
});

type Policy = Readonly<Record<string, string>>;

const OWN: Policy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
};

/**
 * The renderer of the reference puts its styles into the page, as elements and attributes: it can be given a nonce, but a
 * file has none. It runs no text as code, and loads nothing from elsewhere.
 */
const REFERENCE: Policy = { 'style-src': "'self' 'unsafe-inline'" };

const asking = (tokenUrl: string): Policy => ({ 'connect-src': `'self' ${new URL(tokenUrl).origin}` });

const policyOf = (policy: Policy): string =>
  Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
