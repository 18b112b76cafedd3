import ipaddr from "ipaddr.js"

/** `local` is somebody's own network; `closed` is what no model lives at: cloud metadata, link-local, multicast, unspecified. */
export type Reach = "public" | "local" | "closed"

const LOCAL_RANGES = new Set(["loopback", "private", "uniqueLocal", "carrierGradeNat"])

/** Metadata services that have an address which would otherwise count as public or local. */
const METADATA = ["100.100.100.200/32", "168.63.129.16/32", "fd00:ec2::/32", "fd20:ce::254/128"].map(
  (range) => ipaddr.parseCIDR(range),
)

/** All that is routed on the internet so far; what lies outside is an old or odd way to write something else. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3")

function embeddedIpv4(address: ipaddr.IPv6): ipaddr.IPv4 | null {
  if (address.range() === "ipv4Mapped") return address.toIPv4Address()
  if (!address.match(ipaddr.IPv6.parseCIDR("64:ff9b::/96"))) return null
  return new ipaddr.IPv4(address.toByteArray().slice(12))
}

function classify(address: ipaddr.IPv4 | ipaddr.IPv6): Reach {
  if (METADATA.some(([range, bits]) => address.kind() === range.kind() && address.match(range, bits))) {
    return "closed"
  }
  const range: string = address.range()
  if (LOCAL_RANGES.has(range)) return "local"
  if (range !== "unicast") return "closed"
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST) ? "public" : "closed"
}

/**
 * Where an IP address, in any way of writing it, leads. IPv4 inside IPv6 (mapped, NAT64) counts as that IPv4 address. What
 * is no address is closed.
 */
export function reachOf(text: string): Reach {
  const bare = text.replace(/^\[|\]$/g, "")
  if (!ipaddr.isValid(bare)) return "closed"
  const address = ipaddr.parse(bare)
  const inner = address instanceof ipaddr.IPv6 ? embeddedIpv4(address) : null
  return classify(inner ?? address)
}
