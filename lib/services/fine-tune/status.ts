/** Of a fine-tune as we drive it; the provider's own word stands beside it. */
const ENDED = ["succeeded", "failed", "cancelled"]

export function hasEnded({ status }: { status: string }): boolean {
  return ENDED.includes(status)
}
