/** Where to go after signing in: a path of our own, never another site; the start page otherwise. */
export function safeNextPath(raw: string | string[] | undefined): string {
  if (typeof raw !== "string" || !/^\/(?![/\\])/.test(raw)) return "/"
  const url = new URL(raw, "http://self.invalid")
  return url.host === "self.invalid" ? url.pathname + url.search + url.hash : "/"
}
