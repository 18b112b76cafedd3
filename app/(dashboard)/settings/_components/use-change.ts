"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useToast } from "@/components/ui/toast"
import { call } from "@/lib/api-client/call"
import type { Route, RouteInput, RouteOutput } from "@/lib/contracts/route"

export interface ChangeOptions<R extends Route> {
  /** Reads that the change makes stale. */
  refreshes: readonly Route[]
  /** Says what happened. */
  done?: (output: RouteOutput<R>, input: RouteInput<R>) => string
}

/** A write: calls the route, refreshes what it changed, and says how it went in a toast. */
export function useChange<R extends Route>(route: R, { refreshes, done }: ChangeOptions<R>) {
  const client = useQueryClient()
  const toast = useToast()
  return useMutation<RouteOutput<R>, Error, RouteInput<R>>({
    mutationFn: (input) => call(route, input),
    onSuccess: (output, input) => {
      if (done) toast({ title: done(output, input), tone: "success" })
    },
    onError: (error) => toast({ title: "That did not work", description: error.message, tone: "error" }),
    onSettled: () => Promise.all(refreshes.map(({ id }) => client.invalidateQueries({ queryKey: [id] }))),
  })
}
