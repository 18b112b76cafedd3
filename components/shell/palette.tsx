"use client"

import { useRouter } from "next/navigation"
import { useEffect, useState } from "react"
import { CommandPalette } from "@/components/ui/command-palette"
import { groupPaletteItems, navigationItems, type PaletteGroup, type PaletteItem } from "./palette-items"

/** Finds experiments, runs, episodes and datasets by name; called on every pause in typing. */
export type PaletteSearch = (query: string, signal: AbortSignal) => Promise<readonly PaletteItem[]>

export interface PaletteProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  search?: PaletteSearch
}

const PAUSE_MS = 120

/** Ctrl/Cmd-K: go to a station or to a thing by its name. */
export function Palette({ open, onOpenChange, search }: PaletteProps) {
  const router = useRouter()
  const [query, setQuery] = useState("")
  const found = useSearch(search, query, open)
  const groups = groupPaletteItems(navigationItems(), found, query)
  const choose = (item: PaletteItem, newTab: boolean) => {
    onOpenChange(false)
    setQuery("")
    if (newTab) window.open(item.href, "_blank", "noopener")
    else router.push(item.href)
  }
  return (
    <CommandPalette.Root<PaletteGroup, PaletteItem>
      open={open}
      onOpenChange={onOpenChange}
      items={groups}
      value={query}
      onValueChange={setQuery}
      filter={() => true}
      itemToStringValue={(group) => group.label}
      getSelectableItems={(all) => all.flatMap((group) => group.items)}
      onSelect={(item, { newTab }) => choose(item, newTab)}
    >
      <CommandPalette.Input placeholder="Search or jump to…" aria-label="Search or jump to" />
      <CommandPalette.List>
        <CommandPalette.Results>
          {(group: PaletteGroup) => (
            <CommandPalette.Group key={group.label} items={group.items as PaletteItem[]}>
              <CommandPalette.GroupLabel>{group.label}</CommandPalette.GroupLabel>
              <CommandPalette.Items>
                {(item: PaletteItem) => (
                  <CommandPalette.Item
                    key={item.href}
                    value={item}
                    onClick={(event) => choose(item, event.metaKey || event.ctrlKey)}
                  >
                    <span className="flex w-full items-baseline gap-2 text-[13px]/5">
                      <span>{item.title}</span>
                      <span className="truncate text-[12px]/4 text-kumo-subtle">{item.detail}</span>
                    </span>
                  </CommandPalette.Item>
                )}
              </CommandPalette.Items>
            </CommandPalette.Group>
          )}
        </CommandPalette.Results>
        <CommandPalette.Empty>Nothing is called that.</CommandPalette.Empty>
      </CommandPalette.List>
    </CommandPalette.Root>
  )
}

function useSearch(search: PaletteSearch | undefined, query: string, open: boolean): readonly PaletteItem[] {
  const [found, setFound] = useState<readonly PaletteItem[]>([])
  useEffect(() => {
    if (!search || !open) return
    const abort = new AbortController()
    const timer = setTimeout(() => {
      search(query, abort.signal).then(
        (items) => !abort.signal.aborted && setFound(items),
        () => !abort.signal.aborted && setFound([]),
      )
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [search, query, open])
  return found
}
