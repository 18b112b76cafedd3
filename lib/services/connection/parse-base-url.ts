import { AppError } from "@/lib/domain/errors"

/** One way of writing each address, so that only a real change counts as one. @throws AppError INVALID_INPUT */
export function parseBaseUrl(text: string): URL {
  const url = new URL(text)
  if (url.hash) throw new AppError("INVALID_INPUT", "The address must not have a fragment (#).")
  url.pathname = url.pathname.replace(/\/+$/, "").replace(/\/chat\/completions$/, "")
  return url
}
