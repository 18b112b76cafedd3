/** Joins class names, skipping what is absent. Later classes do not replace earlier ones: keep conflicts out of callers. */
export function classNames(...parts: (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(" ")
}
