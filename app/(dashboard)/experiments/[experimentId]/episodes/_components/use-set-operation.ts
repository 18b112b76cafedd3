"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef } from "react"
import { useChange } from "@/components/shell/use-change"
import { routeQuery } from "@/lib/api-client/query"
import { listEpisodes } from "@/lib/contracts/episodes"
import {
  controlSetOperation,
  listSetOperations,
  type SetLabel,
  type SetOperationRecord,
  startSetOperation,
} from "@/lib/contracts/set-operations"

const POLL_MS = 1000

const isUnderWay = ({ status }: SetOperationRecord) =>
  status === "queued" || status === "running" || status === "undoing"

/** Labels all that match a filter, and follows the newest time that somebody did so here. */
export function useSetOperation(experimentId: string) {
  const client = useQueryClient()
  const operations = useQuery({
    ...routeQuery(listSetOperations, { experimentId }),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? POLL_MS : false),
  })
  const newest = operations.data?.items.find(({ isOwn }) => isOwn) ?? null
  const refreshes = [listSetOperations]
  const start = useChange(startSetOperation, { refreshes })
  const control = useChange(controlSetOperation, { refreshes })
  const underWay = newest !== null && isUnderWay(newest)
  const was = useRef(false)
  useEffect(() => {
    if (was.current && !underWay) void client.invalidateQueries({ queryKey: [listEpisodes.id] })
    was.current = underWay
  }, [client, underWay])
  return {
    newest,
    underWay,
    isStarting: start.isPending,
    label: (filter: Parameters<typeof start.mutate>[0]["filter"], label: SetLabel) =>
      start.mutate({ experimentId, ...(filter === undefined ? {} : { filter }), label }),
    control: (action: "cancel" | "undo") =>
      newest && control.mutate({ experimentId, operationId: newest.id, action }),
  }
}

export type SetOperationControl = ReturnType<typeof useSetOperation>
