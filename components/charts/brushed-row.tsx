"use client"

import { useBrushMark } from "./brush-context"

/** In the first cell of a row: the row bears `data-brushed` while the chart's box holds this run. */
export function BrushedRow({ id }: { id: string }) {
  return <span ref={useBrushMark<HTMLSpanElement>(id, "tr")} hidden />
}
