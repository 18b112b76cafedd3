import type { Icon } from "@phosphor-icons/react"
import { ChartScatterIcon } from "@phosphor-icons/react/dist/ssr/ChartScatter"
import { CubeIcon } from "@phosphor-icons/react/dist/ssr/Cube"
import { DatabaseIcon } from "@phosphor-icons/react/dist/ssr/Database"
import { FlaskIcon } from "@phosphor-icons/react/dist/ssr/Flask"
import { GearSixIcon } from "@phosphor-icons/react/dist/ssr/GearSix"
import { GraduationCapIcon } from "@phosphor-icons/react/dist/ssr/GraduationCap"
import { ListBulletsIcon } from "@phosphor-icons/react/dist/ssr/ListBullets"
import { TagIcon } from "@phosphor-icons/react/dist/ssr/Tag"

export interface NavItem {
  label: string
  href: string
  icon: Icon
  /** Follows `g`: `g e` goes to Experiments. */
  key?: string
  /** Every experiment has a page of this name; from inside one the entry leads there. */
  ofExperiment?: true
  /** Which of the shell's counts stands beside it. */
  count?: "label" | "fineTunes"
}

/** The stations of the loop, in order. Only pages that exist. */
export const NAV_ITEMS: readonly NavItem[] = [
  { label: "Experiments", href: "/experiments", icon: FlaskIcon, key: "e" },
  { label: "Episodes", href: "/episodes", icon: ListBulletsIcon, key: "p" },
  { label: "Label", href: "/label", icon: TagIcon, key: "l", count: "label", ofExperiment: true },
  { label: "Datasets", href: "/datasets", icon: DatabaseIcon, key: "d" },
  { label: "Fine-tunes", href: "/fine-tunes", icon: GraduationCapIcon, key: "f", count: "fineTunes" },
  { label: "Compare", href: "/compare", icon: ChartScatterIcon, key: "c", ofExperiment: true },
  { label: "Models", href: "/models", icon: CubeIcon, key: "m" },
  { label: "Settings", href: "/settings", icon: GearSixIcon },
]

/** Pages one works in: edge to edge, with the sidebar folded to its icons. */
const WORK_PAGES = [
  /\/episodes\/[^/]+/,
  /^\/experiments\/[^/]+\/label(\/|$)/,
  /\/side-by-side(\/|$)/,
  /\/curate(\/|$)/,
]

export function isWorkPage(pathname: string): boolean {
  return WORK_PAGES.some((pattern) => pattern.test(pathname))
}

/** Where the entry leads from a page. */
export function hrefFrom({ href, ofExperiment }: NavItem, pathname: string): string {
  const experiment = /^\/experiments\/[^/]+/.exec(pathname)?.[0]
  return ofExperiment && experiment ? experiment + href : href
}

/** The station a path belongs to. An experiment's own pages belong to the station they are named after. */
export function isActive(item: NavItem, pathname: string): boolean {
  return currentStation(pathname) === item.href
}

/** Pages of an experiment that are not named after their station. */
const STATION_OF: Readonly<Record<string, string>> = {
  curate: "datasets",
  distill: "fine-tunes",
  pipelines: "fine-tunes",
}

function currentStation(pathname: string): string | undefined {
  const nested = /^\/experiments\/[^/]+\/([^/]+)/.exec(pathname)?.[1] ?? ""
  const station = NAV_ITEMS.find((item) => item.href === `/${STATION_OF[nested] ?? nested}`)
  if (station) return station.href
  return NAV_ITEMS.find((item) => pathname === item.href || pathname.startsWith(`${item.href}/`))?.href
}
