import { NAV_ITEMS } from "./nav-items"

export interface PaletteItem {
  /** The heading it stands under: `Experiments`, `Runs`. */
  group: string
  title: string
  detail?: string
  href: string
}

export interface PaletteGroup {
  label: string
  items: readonly PaletteItem[]
}

export function navigationItems(): PaletteItem[] {
  return NAV_ITEMS.map((item) => ({ group: "Go to", title: item.label, href: item.href }))
}

/** Stations filter here, found things come filtered; every word of the query must occur in a station's name. */
export function groupPaletteItems(
  stations: readonly PaletteItem[],
  found: readonly PaletteItem[],
  query: string,
): PaletteGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const matching = stations.filter((item) => words.every((word) => item.title.toLowerCase().includes(word)))
  const groups = Map.groupBy([...matching, ...found], (item) => item.group)
  return [...groups].map(([label, items]) => ({ label, items }))
}
