import { describe, expect, it, vi } from "vitest"
import { chordOf, HotkeyRegistry } from "./hotkey-registry"

function press(key: string, extra: Partial<KeyboardEvent> & { within?: string[] } = {}): KeyboardEvent {
  const { within = [], ...rest } = extra
  const closest = (selector: string) => (within.some((part) => selector.includes(part)) ? {} : null)
  const modifiers = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false }
  const event = {
    key,
    ...modifiers,
    defaultPrevented: false,
    preventDefault: vi.fn(),
    target: { closest },
    ...rest,
  }
  return event as unknown as KeyboardEvent
}

function registryWith(...keys: string[]) {
  const registry = new HotkeyRegistry()
  const run = vi.fn()
  registry.add({ where: "Everywhere", hotkeys: keys.map((name) => ({ keys: name, label: name, run })) })
  return { registry, run }
}

describe("HotkeyRegistry", () => {
  it("runs single letters, but not while typing", () => {
    const { registry, run } = registryWith("j")
    expect(registry.handle(press("j"), 0)).toBe(true)
    expect(registry.handle(press("j", { within: ["textarea"] }), 0)).toBe(false)
    expect(run).toHaveBeenCalledTimes(1)
  })

  it("keeps mod combinations alive while typing", () => {
    const { registry } = registryWith("mod+k")
    expect(registry.handle(press("k", { ctrlKey: true, within: ["textarea"] }), 0)).toBe(true)
  })

  it("leaves keys alone inside dialogs and menus", () => {
    const { registry } = registryWith("j")
    expect(registry.handle(press("j", { within: ["[role=dialog]"] }), 0)).toBe(false)
  })

  it("leaves Enter to a focused link or button", () => {
    const { registry } = registryWith("Enter")
    expect(registry.handle(press("Enter", { within: ["button"] }), 0)).toBe(false)
    expect(registry.handle(press("Enter"), 0)).toBe(true)
  })

  it("waits a moment for the second key of a sequence", () => {
    const { registry, run } = registryWith("g e")
    registry.handle(press("g"), 0)
    expect(registry.handle(press("e"), 500)).toBe(true)
    registry.handle(press("g"), 1000)
    expect(registry.handle(press("e"), 5000)).toBe(false)
    expect(run).toHaveBeenCalledTimes(1)
  })

  it("falls back to the single key when the sequence does not exist", () => {
    const { registry } = registryWith("g e", "j")
    registry.handle(press("g"), 0)
    expect(registry.handle(press("j"), 100)).toBe(true)
  })

  it("lets a later scope override and restores the earlier one", () => {
    const { registry, run } = registryWith("c")
    const page = vi.fn()
    const remove = registry.add({ where: "Page", hotkeys: [{ keys: "c", label: "compare", run: page }] })
    registry.handle(press("c"), 0)
    remove()
    registry.handle(press("c"), 0)
    expect(page).toHaveBeenCalledTimes(1)
    expect(run).toHaveBeenCalledTimes(1)
  })
})

describe("chordOf", () => {
  it("names shift for letters and named keys only", () => {
    expect(chordOf(press("X", { shiftKey: true }))).toBe("shift+x")
    expect(chordOf(press("?", { shiftKey: true }))).toBe("?")
    expect(chordOf(press("ArrowLeft", { shiftKey: true }))).toBe("shift+ArrowLeft")
    expect(chordOf(press("k", { metaKey: true }))).toBe("mod+k")
    expect(chordOf(press(" "))).toBe("Space")
    expect(chordOf(press("!", { shiftKey: true, code: "Digit1" }))).toBe("shift+1")
    expect(chordOf(press("1", { shiftKey: true, code: "Digit1" }))).toBe("1")
  })
})
