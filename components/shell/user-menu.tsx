"use client"

import { GearSixIcon } from "@phosphor-icons/react/dist/ssr/GearSix"
import { SignOutIcon } from "@phosphor-icons/react/dist/ssr/SignOut"
import { Menu } from "@/components/ui/menu"
import { useSidebar } from "@/components/ui/sidebar"
import { AppearanceToggle } from "./appearance-toggle"

export interface UserMenuProps {
  name: string
  onSignOut: () => void
}

/** Who is signed in, the way out, and the appearance. */
export function UserMenu({ name, onSignOut }: UserMenuProps) {
  const { open, isMobile } = useSidebar()
  const wide = open || isMobile
  return (
    <div className="flex h-11 items-center justify-between">
      <Menu
        trigger={
          <button
            type="button"
            aria-label={`Account of ${name}`}
            className="flex min-w-0 items-center gap-2 rounded-md p-1 hover:bg-kumo-tint"
          >
            <span
              aria-hidden
              className="flex size-6 shrink-0 items-center justify-center rounded-full bg-kumo-tint font-semibold text-[10px]/4"
            >
              {initials(name)}
            </span>
            {wide && <span className="truncate text-body">{name}</span>}
          </button>
        }
        items={[
          { label: "Settings", icon: <GearSixIcon />, href: "/settings" },
          { label: "Sign out", icon: <SignOutIcon />, onSelect: onSignOut, separated: true },
        ]}
      />
      {wide && <AppearanceToggle />}
    </div>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = [words[0]?.[0], words.length > 1 ? words.at(-1)?.[0] : undefined]
  return letters.filter(Boolean).join("").toUpperCase()
}
