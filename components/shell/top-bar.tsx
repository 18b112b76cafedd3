"use client"

import { ListIcon } from "@phosphor-icons/react/dist/ssr/List"
import { MagnifyingGlassIcon } from "@phosphor-icons/react/dist/ssr/MagnifyingGlass"
import { QuestionIcon } from "@phosphor-icons/react/dist/ssr/Question"
import type { ReactNode } from "react"
import { Breadcrumbs, type Crumb } from "@/components/ui/breadcrumbs"
import { Button } from "@/components/ui/button"
import { classNames } from "@/components/ui/class-names"
import { Kbd } from "@/components/ui/kbd"
import { useSidebar } from "@/components/ui/sidebar"
import { useShell } from "./shell-context"

export interface TopBarProps {
  crumbs: readonly Crumb[]
  /** At most two; one of them may be the page's primary action. */
  actions?: ReactNode
}

/** 44 px: where you are, search, keys, what you can do. */
export function TopBar({ crumbs, actions }: TopBarProps) {
  const { setOpenMobile } = useSidebar()
  const { openKeys } = useShell()
  return (
    <header className="sticky top-0 z-20 flex h-11 shrink-0 items-center gap-2 border-kumo-line border-b bg-kumo-base px-3 md:px-3.5">
      <Button
        variant="ghost"
        shape="square"
        className="md:hidden"
        icon={<ListIcon size={18} />}
        aria-label="Menu"
        onClick={() => setOpenMobile(true)}
      />
      <Breadcrumbs items={crumbs} />
      <div className="ml-auto flex shrink-0 items-center gap-2">
        <SearchButton className="w-48 max-lg:w-36 max-md:hidden" />
        <Button
          variant="ghost"
          shape="square"
          className="max-md:hidden"
          icon={<QuestionIcon size={16} />}
          aria-label="Keyboard shortcuts"
          onClick={openKeys}
        />
        {actions}
      </div>
    </header>
  )
}

export function SearchButton({ className }: { className?: string }) {
  const { openPalette } = useShell()
  return (
    <button
      type="button"
      onClick={openPalette}
      className={classNames(
        "flex h-[26px] items-center gap-2 rounded-md bg-kumo-elevated px-2 text-kumo-subtle text-note ring ring-kumo-hairline hover:ring-kumo-line",
        className,
      )}
    >
      <MagnifyingGlassIcon size={14} aria-hidden />
      <span className="flex-1 truncate text-left">Search or jump to…</span>
      <Kbd>⌘K</Kbd>
    </button>
  )
}
