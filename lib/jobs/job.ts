import type { z } from "zod"
import type { Context } from "@/lib/db/context"

/**
 * One kind of background work. Handlers are idempotent: after a crash the same job runs again, at most `retryLimit` times.
 * `concurrency` jobs of a kind run side by side in one worker.
 */
export interface Job<Data extends object = object> {
  readonly name: string
  readonly data: z.ZodType<Data>
  readonly retryLimit: number
  readonly concurrency: number
}

export function defineJob<Data extends object>(job: Job<Data>): Job<Data> {
  return job
}

/** `signal` aborts when the worker stops; a handler then leaves things so that the next run can go on. */
export type JobHandler<Data extends object> = (ctx: Context, data: Data, signal: AbortSignal) => Promise<void>
