"use client"

import { usePermission } from "@/components/shell/viewer"
import { Select } from "@/components/ui/select"
import type { DrawControl } from "./use-draw"

/** As listed, or drawn: by how much a label would say about the threshold, or at random. */
export function QueueOrder({ draw }: { draw: DrawControl }) {
  const may = usePermission("label.write")
  return (
    <Select
      label="Order of the queue"
      value={draw.id === null ? "listed" : (draw.kind ?? "value")}
      disabled={!may || draw.pending}
      onChange={(order) => (order === "listed" ? draw.leave() : draw.start(order))}
      options={[
        { value: "listed", label: "As listed" },
        { value: "value", label: "By value" },
        { value: "random", label: "At random" },
      ]}
    />
  )
}
