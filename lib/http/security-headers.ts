/**
 * What every page allows itself. Scripts run by nonce only; style attributes are how charts and the kit place things,
 * so styles may be inline. Development needs eval for error overlays and a socket for reloading. A shared page asks for
 * nothing over the network, and only one that was made for it may be framed.
 */
export function contentSecurityPolicy(
  nonce: string,
  isDevelopment: boolean,
  share: SharedPage | null = null,
): string {
  const directives = {
    "default-src": "'self'",
    "script-src": `'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": isDevelopment ? "'self' ws: wss:" : share ? "'none'" : "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": share ? "'none'" : "'self'",
    "frame-ancestors": share?.embed ? "*" : "'none'",
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join("; ")
}

export interface SharedPage {
  embed: boolean
}

/** Whether a path is that of a shared page. Its token says whether it may be framed: a token of the other kind opens nothing. */
export function readSharedPage(pathname: string): SharedPage | null {
  if (!pathname.startsWith("/share/")) return null
  return { embed: /^\/share\/wne_[\w-]+$/.test(pathname) }
}

/** What a shared page says beyond every page: no search engine, no address passed on, no copy kept. */
export function sharedPageHeaders({ embed }: SharedPage): Readonly<Record<string, string | null>> {
  return {
    "x-robots-tag": "noindex, nofollow, noarchive",
    "referrer-policy": "no-referrer",
    "cache-control": "private, no-store",
    ...(embed ? { "x-frame-options": null } : {}),
  }
}

/** For pages and API answers alike. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
