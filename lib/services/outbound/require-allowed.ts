import { isIP } from "node:net"
import { AppError } from "@/lib/domain/errors"
import { type Reach, reachOf } from "@/lib/domain/network-address"

/** Hosts, as `URL.host` writes them, that an administrator allows on the own network and over plain HTTP. */
export type AllowedHosts = ReadonlySet<string>

export function requireReach(host: string, address: string, isLocalAllowed: boolean): void {
  const reach: Reach = reachOf(address)
  if (reach === "public" || (reach === "local" && isLocalAllowed)) return
  const leads = host === address ? host : `${host} (${address})`
  throw new AppError(
    "INVALID_INPUT",
    reach === "local"
      ? `${leads} is on a private network; an administrator can allow this for the connection.`
      : `${leads} is an address that Winnow never connects to (metadata, link-local or reserved).`,
  )
}

/** What can be said of a URL before its name is resolved. @throws AppError INVALID_INPUT */
export function requireAllowedUrl(url: URL, allowedHosts: AllowedHosts): void {
  const isLocalAllowed = allowedHosts.has(url.host)
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new AppError("INVALID_INPUT", "An endpoint is reached over https or http.")
  }
  if (url.username || url.password) {
    throw new AppError("INVALID_INPUT", "An address must not hold a user name or a password.")
  }
  const bare = url.hostname.replace(/^\[|\]$/g, "")
  if (isIP(bare)) requireReach(bare, bare, isLocalAllowed)
  if (url.protocol === "http:" && !isLocalAllowed) {
    throw new AppError(
      "INVALID_INPUT",
      `${url.host} would be reached without encryption; use https, or have an administrator allow this.`,
    )
  }
}
