/** What every answer to a window carries, whichever shell serves it. */

/**
 * Content Security Policy (CSP 3). Nothing but the program's own files; pictures may also come from memory (`blob:`)
 * and from style sheets (`data:`). No `unsafe-`, no other origin, no form, no frame around us.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), usb=(), serial=(), hid=(), display-capture=(), payment=()',
  'X-DNS-Prefetch-Control': 'off',
};

/**
 * A source's original appearance, in a frame: no script, no address but what its own bytes hold, no form, no way out. It stands even
 * where the page was not cleaned, and where the frame's own sandbox is forgotten.
 */
const appearancePolicy = [
  "default-src 'none'",
  'img-src data:',
  'font-src data:',
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox',
].join('; ');

/** The headers of an answer by its media type. Of what the workbench serves by hash, only an original appearance is a page. */
export const headersOfBlob = (type: string): Readonly<Record<string, string>> =>
  type.startsWith('text/html') ? { ...securityHeaders, 'Content-Security-Policy': appearancePolicy } : securityHeaders;

/** Bytes named by hash or by region never change, but they are evidence: no shared cache may hold them. */
export const blobCaching = 'private, max-age=3600, immutable';
/** Files that the bundler named by their content never change. */
export const assetCaching = 'private, max-age=31536000, immutable';
export const noCaching = 'no-store';
