"use client"

import { useEffect, useRef } from "react"
import { type Hotkey, HotkeyRegistry } from "./hotkey-registry"

/** The one registry of the page; the shell attaches the listener, the keys sheet lists it. */
export const hotkeys = new HotkeyRegistry()

/** Binds keys while the component is mounted. The newest `run` is always the one that runs. */
export function useHotkeys(where: string, bindings: readonly Hotkey[], enabled = true): void {
  const latest = useRef(bindings)
  latest.current = bindings
  const signature = bindings.map((binding) => `${binding.keys}\t${binding.label}`).join("\n")
  useEffect(() => {
    if (!enabled) return
    const bound = signature === "" ? [] : signature.split("\n").map((line) => bind(line, latest))
    return hotkeys.add({ where, hotkeys: bound })
  }, [where, signature, enabled])
}

function bind(line: string, latest: { current: readonly Hotkey[] }): Hotkey {
  const [keys = "", label = ""] = line.split("\t")
  const current = () => latest.current.find((binding) => binding.keys === keys)
  return {
    keys,
    label,
    run: (event) => current()?.run(event),
    whileTyping: current()?.whileTyping ?? false,
  }
}

/** Attaches the registry to the document. Used once, by the shell. */
export function useHotkeyListener(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => void hotkeys.handle(event, performance.now())
    document.addEventListener("keydown", listen)
    return () => document.removeEventListener("keydown", listen)
  }, [])
}
