"use client"

import { useBrushed } from "./brush-context"

/** In the first cell of a row: says that the chart's box holds this run. The row around it tints by `:has([data-brushed])`. */
export function BrushedRow({ id }: { id: string }) {
  if (!useBrushed(id)) return null
  return (
    <span data-brushed className="sr-only">
      in the box
    </span>
  )
}
