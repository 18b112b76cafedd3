"use client"

import { type RefObject, useState } from "react"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { extendSelection, moveActive, toggleAll, toggleRow } from "./selection"

export interface RowControl<Row> {
  order: readonly string[]
  active: string | null
  selectable: boolean
  selected: ReadonlySet<string>
  toggle: (id: string) => void
  toggleAll: () => void
  open: ((row: Row) => void) | undefined
}

interface RowControlOptions<Row> {
  rowId: (row: Row) => string
  selected?: ReadonlySet<string>
  onSelectedChange?: (selected: Set<string>) => void
  onOpen?: (row: Row) => void
  keys?: string
}

const NOTHING: ReadonlySet<string> = new Set()

/** The active row, the selection, and the keys that move and change both. */
export function useRowControl<Row>(
  { rowId, selected = NOTHING, onSelectedChange, onOpen, keys }: RowControlOptions<Row>,
  rows: readonly Row[],
  body: RefObject<HTMLElement | null>,
  reveal?: (index: number) => void,
): RowControl<Row> {
  const [active, setActive] = useState<string | null>(null)
  const [anchor, setAnchor] = useState<string | null>(null)
  const order = rows.map(rowId)
  const toggle = (id: string) => {
    setAnchor(id)
    onSelectedChange?.(toggleRow(selected, id))
  }
  const move = (by: 1 | -1) => {
    const next = moveActive(order, active, by)
    setActive(next)
    if (next === null) return
    reveal?.(order.indexOf(next))
    body.current?.querySelector(`[data-row="${CSS.escape(next)}"]`)?.scrollIntoView({ block: "nearest" })
  }
  const open = () => {
    const row = rows.find((candidate) => rowId(candidate) === active)
    if (row) onOpen?.(row)
  }
  const moving = [
    { keys: "j", label: "Next row", run: () => move(1) },
    { keys: "k", label: "Previous row", run: () => move(-1) },
  ]
  const opening = onOpen ? [{ keys: "Enter", label: "Open row", run: open }] : []
  const selecting = onSelectedChange
    ? [
        { keys: "x", label: "Select row", run: () => active !== null && toggle(active) },
        {
          keys: "shift+x",
          label: "Select up to here",
          run: () => active !== null && onSelectedChange(extendSelection(selected, order, anchor, active)),
        },
      ]
    : []
  useHotkeys(keys ?? "Table", [...moving, ...opening, ...selecting], keys !== undefined)
  return {
    order,
    active,
    selectable: onSelectedChange !== undefined,
    selected,
    toggle,
    toggleAll: () => onSelectedChange?.(toggleAll(selected, order)),
    open: onOpen,
  }
}
