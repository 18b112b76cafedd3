import type { AllowedHosts } from "@/lib/services/outbound/require-allowed"

const NONE: AllowedHosts = new Set()

/** What an administrator allows is the one host and port of the base URL, not where it redirects to. */
export function allowedHosts(connection: { baseUrl: string; allowPrivate: boolean }): AllowedHosts {
  return connection.allowPrivate ? new Set([new URL(connection.baseUrl).host]) : NONE
}
