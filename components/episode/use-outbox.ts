"use client"

import { type Mutation, useMutationState, useQueryClient } from "@tanstack/react-query"
import { AppError } from "@/lib/domain/errors"

export interface Outbox<Job> {
  /** Not saved after all attempts; kept until retried or discarded. */
  failed: Job[]
  /** On their way, or waiting for the connection. */
  pending: Job[]
  retry: () => void
  discard: () => void
}

/** What was said and has not been stored, of the mutations with a key whose variables are jobs. */
export function useOutbox<Job>(mutationKey: readonly string[]): Outbox<Job> {
  const cache = useQueryClient().getMutationCache()
  const failures = () => cache.findAll({ mutationKey: [...mutationKey], status: "error" })
  return {
    failed: useMutationState<unknown>(jobsOf(mutationKey, "error")) as Job[],
    pending: useMutationState<unknown>(jobsOf(mutationKey, "pending")) as Job[],
    retry: () => {
      for (const mutation of failures()) void mutation.execute(mutation.state.variables).catch(ignoreAgain)
    },
    discard: () => {
      for (const mutation of failures()) cache.remove(mutation)
    },
  }
}

function jobsOf(mutationKey: readonly string[], status: "error" | "pending") {
  return {
    filters: { mutationKey: [...mutationKey], status },
    select: (mutation: Mutation) => mutation.state.variables,
  }
}

/** A repeated failure shows in `failed` again. */
function ignoreAgain(): void {}

/** How mutations of an outbox are sent: one after the other, repeated while the server cannot be reached. */
export function outboxOptions(mutationKey: readonly string[]) {
  return {
    mutationKey: [...mutationKey],
    scope: { id: mutationKey.join("/") },
    gcTime: Number.POSITIVE_INFINITY,
    retry: (count: number, error: Error) => count < 3 && isPassing(error),
    retryDelay: (count: number) => 1000 * 2 ** count,
  }
}

/** Worth another attempt: the network or the server, not what was sent. */
function isPassing(error: Error): boolean {
  if (!(error instanceof AppError)) return true
  return error.code === "UNAVAILABLE" || error.code === "INTERNAL" || error.code === "RATE_LIMITED"
}
