import { AppError } from "@/lib/domain/errors"

/** A body whose size is unknown or beyond this is read batch by batch and may hold two batches in memory. */
const SMALL_BYTES = 256 * 1024
const LARGE_WEIGHT = 16

/** Whether a body of so many bytes is one or a few episodes; null is unknown. */
export function isSmallBody(byteCount: number | null): boolean {
  return byteCount !== null && byteCount <= SMALL_BYTES
}

/** Lets bodies in while there is room. One that finds none is told to come again: waiting inside would only hide the queue. */
export class IngestGate {
  private readonly capacity: number
  private taken = 0

  constructor(capacity: number) {
    this.capacity = capacity
  }

  /** @throws AppError RATE_LIMITED when too many bodies are being read. */
  async run<T>(byteCount: number | null, work: () => Promise<T>): Promise<T> {
    const weight = isSmallBody(byteCount) ? 1 : LARGE_WEIGHT
    if (this.taken + weight > this.capacity) {
      throw new AppError(
        "RATE_LIMITED",
        "Too many episodes are being written at once; send these again in a moment.",
      )
    }
    this.taken += weight
    try {
      return await work()
    } finally {
      this.taken -= weight
    }
  }
}

/** Eight large bodies or 128 single posts at a time. */
export const ingestGate = new IngestGate(8 * LARGE_WEIGHT)
