/** The caller's address as the last proxy saw it; without one, the address Next puts there itself. */
export function clientAddress(headers: Headers): string {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim().slice(0, 64) ?? "unknown"
}
