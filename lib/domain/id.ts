import type { Random } from "@/lib/domain/random"

/** UUID version 7 (RFC 9562 section 5.7): 48 bits of milliseconds, then random bits. */
export function createUuid(nowMs: number, random: Random): string {
  const time = Math.floor(nowMs).toString(16).padStart(12, "0")
  const noise = Array.from({ length: 20 }, () => Math.floor(random() * 16).toString(16))
  const variant = (8 + Math.floor(random() * 4)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${noise.slice(0, 3).join("")}-${variant}${noise.slice(3, 6).join("")}-${noise.slice(6, 18).join("")}`
}
