import { publicOrigin } from "@/lib/auth/trusted-host"
import { AppError } from "@/lib/domain/errors"
import type { Env } from "@/lib/env"

const SAFE = new Set(["GET", "HEAD", "OPTIONS"])

function isSameOrigin(request: Request, env: Pick<Env, "publicUrl" | "host">): boolean {
  const site = request.headers.get("sec-fetch-site")
  if (site !== null && site !== "same-origin") return false
  const origin = request.headers.get("origin")
  if (origin === null) return site === "same-origin"
  const direct = `http://${request.headers.get("host") ?? new URL(request.url).host}`
  return origin === publicOrigin(request, env) || origin === direct
}

/** A write that rides on a cookie must come from our own pages. @throws AppError FORBIDDEN */
export function requireSameOrigin(request: Request, env: Pick<Env, "publicUrl" | "host">): void {
  if (SAFE.has(request.method) || isSameOrigin(request, env)) return
  throw new AppError("FORBIDDEN", "This request did not come from a page of this installation.")
}
