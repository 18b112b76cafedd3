"use client"

import { DropdownMenu } from "@cloudflare/kumo"
import { Fragment, type ReactElement, type ReactNode } from "react"

export interface MenuAction {
  label: string
  icon?: ReactNode
  hint?: string
  onSelect?: () => void
  href?: string
  danger?: boolean
  disabled?: boolean
  /** Draws a line above this entry. */
  separated?: boolean
}

/** A menu of actions behind a button. */
export function Menu({ trigger, items }: { trigger: ReactElement; items: readonly MenuAction[] }) {
  return (
    <DropdownMenu>
      <DropdownMenu.Trigger render={trigger} />
      <DropdownMenu.Content>
        {items.map((item) => (
          <Fragment key={item.label}>
            {item.separated && <DropdownMenu.Separator />}
            <MenuEntry item={item} />
          </Fragment>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  )
}

function MenuEntry({ item }: { item: MenuAction }) {
  const shared = { icon: item.icon, variant: item.danger ? ("danger" as const) : ("default" as const) }
  if (item.href) {
    return (
      <DropdownMenu.LinkItem href={item.href} {...shared}>
        {item.label}
      </DropdownMenu.LinkItem>
    )
  }
  return (
    <DropdownMenu.Item {...shared} disabled={item.disabled ?? false} onClick={() => item.onSelect?.()}>
      {item.label}
      {item.hint && <DropdownMenu.Shortcut>{item.hint}</DropdownMenu.Shortcut>}
    </DropdownMenu.Item>
  )
}
