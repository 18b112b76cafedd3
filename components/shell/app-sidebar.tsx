"use client"

import { usePathname } from "next/navigation"
import type { ReactNode } from "react"
import { Sidebar, useSidebar } from "@/components/ui/sidebar"
import { hrefFrom, isActive, NAV_ITEMS, type NavItem } from "./nav-items"
import { SearchButton } from "./top-bar"
import { WinnowMark } from "./winnow-mark"

export type ShellCounts = Partial<Record<NonNullable<NavItem["count"]>, number>>

export interface AppSidebarProps {
  workspace: string
  counts: ShellCounts
  /** Running work and the user, at the bottom. */
  footer: ReactNode
}

/** 204 px, or 57 px of icons on work pages; a sheet on a phone. */
export function AppSidebar({ workspace, counts, footer }: AppSidebarProps) {
  const pathname = usePathname()
  const { setOpenMobile, open, isMobile } = useSidebar()
  const folded = !open && !isMobile
  return (
    <Sidebar aria-label="Sidebar" className="md:sticky md:top-0 md:h-dvh">
      <Sidebar.Header className="h-11">
        <span className="flex min-w-0 items-center gap-2">
          <WinnowMark />
          <span className={folded ? "sr-only" : "flex min-w-0 items-baseline gap-1.5"}>
            <span className="font-semibold text-[14px]/5">Winnow</span>
            <span className="truncate text-kumo-subtle text-note">{workspace}</span>
          </span>
        </span>
      </Sidebar.Header>
      <Sidebar.Content>
        {isMobile && <SearchButton className="mb-2 h-11 w-full" />}
        <nav aria-label="Main">
          <Sidebar.Group>
            <Sidebar.Menu>
              {NAV_ITEMS.map((item) => (
                <Sidebar.MenuItem key={item.href}>
                  <Sidebar.MenuButton
                    size="sm"
                    icon={item.icon}
                    href={hrefFrom(item, pathname)}
                    active={isActive(item, pathname)}
                    aria-current={isActive(item, pathname) ? "page" : undefined}
                    tooltip={item.label}
                    onClick={() => setOpenMobile(false)}
                  >
                    <span className="flex w-full items-center justify-between">
                      {item.label}
                      <NavCount count={item.count ? counts[item.count] : undefined} />
                    </span>
                  </Sidebar.MenuButton>
                </Sidebar.MenuItem>
              ))}
            </Sidebar.Menu>
          </Sidebar.Group>
        </nav>
      </Sidebar.Content>
      <Sidebar.Footer className="h-auto flex-col items-stretch gap-0 p-0">{footer}</Sidebar.Footer>
    </Sidebar>
  )
}

function NavCount({ count }: { count: number | undefined }) {
  if (!count) return null
  return <span className="text-head text-kumo-subtle tabular">{count}</span>
}
