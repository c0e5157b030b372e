import { Duration, type Stack } from 'aws-cdk-lib';
import {
  type HeadersFrameOption,
  type HeadersReferrerPolicy,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { securityHeaders } from '../pages/security-headers.ts';

/**
 * What a page is sent with: the local stack's headers, and that browsers come by TLS from then on. CloudFront has words of
 * its own for most of them, and takes these for no others.
 */
export function addPageHeaders(stack: Stack, id: string, path: string): ResponseHeadersPolicy {
  const {
    'content-security-policy': contentSecurityPolicy = '',
    'x-content-type-options': _nosniff,
    'x-frame-options': frameOption,
    'referrer-policy': referrerPolicy,
    ...others
  } = securityHeaders(path);
  const override = true;
  return new ResponseHeadersPolicy(stack, id, {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy, override },
      contentTypeOptions: { override },
      frameOptions: { frameOption: frameOption as HeadersFrameOption, override },
      referrerPolicy: { referrerPolicy: referrerPolicy as HeadersReferrerPolicy, override },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override },
    },
    customHeadersBehavior: {
      customHeaders: Object.entries(others).map(([header, value]) => ({ header, value, override })),
    },
  });
}
