"use client"

import { usePathname, useRouter } from "next/navigation"
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react"
import { Sidebar, useSidebar } from "@/components/ui/sidebar"
import { AppSidebar, type ShellCounts } from "./app-sidebar"
import { KeysSheet } from "./keys-sheet"
import { hrefFrom, isWorkPage, NAV_ITEMS } from "./nav-items"
import { Palette, type PaletteSearch } from "./palette"
import { type RunningJob, RunningJobCard } from "./running-job"
import { ShellContext } from "./shell-context"
import { useHotkeyListener, useHotkeys } from "./use-hotkeys"
import { type Viewer, ViewerContext } from "./viewer"

export interface AppShellProps {
  viewer: Viewer
  /** A word beside the product's name, if the installation has one. */
  workspace?: string
  counts?: ShellCounts
  job?: RunningJob | null
  /** Usually `UserMenu`. */
  user?: ReactNode
  search?: PaletteSearch
  children: ReactNode
}

/** Sidebar, palette and keys around the pages; every page brings its own top bar through `Page`. */
export function AppShell({
  viewer,
  workspace = "",
  counts = {},
  job,
  user,
  search,
  children,
}: AppShellProps) {
  const pathname = usePathname()
  const working = isWorkPage(pathname)
  const [paletteOpen, setPaletteOpen] = useState(false)
  const [keysOpen, setKeysOpen] = useState(false)
  const actions = useMemo(
    () => ({ openPalette: () => setPaletteOpen(true), openKeys: () => setKeysOpen(true) }),
    [],
  )
  useHotkeyListener()
  useEverywhereKeys(actions.openPalette, actions.openKeys)
  return (
    <ViewerContext value={viewer}>
      <ShellContext value={actions}>
        <SkipLink />
        <Sidebar.Provider defaultOpen={!working} defaultWidth={204} minWidth={180} resizable>
          <FoldOnWorkPages working={working} />
          <AppSidebar
            workspace={workspace}
            counts={counts}
            footer={
              <>
                {job && <RunningJobCard job={job} />}
                {user}
              </>
            }
          />
          <div className="flex min-w-0 flex-1 flex-col">{children}</div>
        </Sidebar.Provider>
        <Palette open={paletteOpen} onOpenChange={setPaletteOpen} {...(search ? { search } : {})} />
        <KeysSheet open={keysOpen} onOpenChange={setKeysOpen} />
      </ShellContext>
    </ViewerContext>
  )
}

/** The sidebar folds on work pages and opens again elsewhere; in between the user decides. */
function FoldOnWorkPages({ working }: { working: boolean }) {
  const { setOpen } = useSidebar()
  const latest = useRef(setOpen)
  latest.current = setOpen
  useEffect(() => latest.current(!working), [working])
  return null
}

function useEverywhereKeys(openPalette: () => void, openKeys: () => void): void {
  const router = useRouter()
  const pathname = usePathname()
  useHotkeys("Everywhere", [
    { keys: "mod+k", label: "Search or jump to", run: openPalette },
    { keys: "?", label: "Show these keys", run: openKeys },
    ...NAV_ITEMS.flatMap((item) =>
      item.key
        ? [
            {
              keys: `g ${item.key}`,
              label: `Go to ${item.label}`,
              run: () => router.push(hrefFrom(item, pathname)),
            },
          ]
        : [],
    ),
  ])
}

function SkipLink() {
  return (
    <a
      href="#content"
      className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-kumo-base focus:px-3 focus:py-1.5 focus:ring focus:ring-kumo-line"
    >
      Skip to content
    </a>
  )
}
