"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useToast } from "@/components/ui/toast"
import { call } from "@/lib/api-client/call"
import type { Route, RouteInput, RouteOutput } from "@/lib/contracts/route"

export interface ChangeOptions<R extends Route> {
  /** Reads that the change makes stale. */
  refreshes: readonly Route[]
  /** Says what happened, in a toast. */
  done?: (output: RouteOutput<R>, input: RouteInput<R>) => string
  onDone?: (output: RouteOutput<R>, input: RouteInput<R>) => void
  /** `inline` when the caller shows `error` itself, as dialogs do. */
  errors?: "toast" | "inline"
}

/** A write: calls the route, refreshes what it changed, and says how it went. */
export function useChange<R extends Route>(route: R, options: ChangeOptions<R>) {
  const { refreshes, done, onDone, errors = "toast" } = options
  const client = useQueryClient()
  const toast = useToast()
  return useMutation<RouteOutput<R>, Error, RouteInput<R>>({
    mutationFn: (input) => call(route, input),
    onSuccess: (output, input) => {
      if (done) toast({ title: done(output, input), tone: "success" })
      onDone?.(output, input)
    },
    onError: (error) => {
      if (errors === "toast") toast({ title: "That did not work", description: error.message, tone: "error" })
    },
    onSettled: () => Promise.all(refreshes.map(({ id }) => client.invalidateQueries({ queryKey: [id] }))),
  })
}
