"use client"

import { Dialog } from "@/components/ui/dialog"
import { Kbd } from "@/components/ui/kbd"
import type { HotkeyScope } from "./hotkey-registry"
import { hotkeys } from "./use-hotkeys"

export interface KeysSheetProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** What `?` shows: the keys that work on this page, then those that work everywhere. */
export function KeysSheet({ open, onOpenChange }: KeysSheetProps) {
  return (
    <Dialog title="Keys on this page" open={open} onOpenChange={onOpenChange}>
      <div className="grid gap-4 sm:grid-cols-2">
        {open && merged(hotkeys.list()).map((scope) => <ScopeKeys key={scope.where} scope={scope} />)}
      </div>
      <p className="mt-3 text-kumo-subtle text-note">Single letters are off while you type.</p>
    </Dialog>
  )
}

function ScopeKeys({ scope }: { scope: HotkeyScope }) {
  return (
    <section>
      <h3 className="mb-1 font-semibold text-body">{scope.where}</h3>
      <dl>
        {scope.hotkeys.map((hotkey) => (
          <div key={hotkey.keys} className="flex h-[26px] items-center justify-between gap-3">
            <dt className="truncate">{hotkey.label}</dt>
            <dd className="flex gap-1">
              {hotkey.keys.split(/[ +]/).map((key) => (
                <Kbd key={key}>{keyCap(key)}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Several components of a page may bind under one heading; the page's own come first. */
function merged(scopes: readonly HotkeyScope[]): HotkeyScope[] {
  const byPlace = Map.groupBy(scopes.toReversed(), (scope) => scope.where)
  return [...byPlace].map(([where, group]) => ({ where, hotkeys: group.flatMap((scope) => scope.hotkeys) }))
}

function keyCap(key: string): string {
  const caps: Record<string, string> = {
    mod: "Ctrl",
    shift: "Shift",
    Escape: "Esc",
    ArrowLeft: "←",
    ArrowRight: "→",
    ArrowUp: "↑",
    ArrowDown: "↓",
  }
  return caps[key] ?? key
}
