export interface Hotkey {
  /** `j`, `shift+x`, `mod+k` (Ctrl or Cmd), `Enter`, `/`, `ArrowLeft`, or a sequence: `g e`. */
  keys: string
  /** What it does, in the words of the keys sheet. */
  label: string
  run: (event: KeyboardEvent) => void
  /** Works inside text fields too. Combinations with `mod` always do. */
  whileTyping?: boolean
}

export interface HotkeyScope {
  /** The heading in the keys sheet: `Everywhere`, `Reader`. */
  where: string
  hotkeys: readonly Hotkey[]
}

const SEQUENCE_MS = 1200
const INTERACTIVE = "a[href], button, summary, select, [role=button], [role=tab], [role=slider]"
const EDITABLE =
  "input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, [contenteditable=true]"
const OVERLAY = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]"

/** Who listens to which keys. Later scopes win, so a page can override what holds everywhere. */
export class HotkeyRegistry {
  #scopes: HotkeyScope[] = []
  #pending: { prefix: string; at: number } | null = null

  /** Returns the function that removes the scope again. */
  add(scope: HotkeyScope): () => void {
    this.#scopes.push(scope)
    return () => {
      this.#scopes = this.#scopes.filter((other) => other !== scope)
    }
  }

  list(): readonly HotkeyScope[] {
    return this.#scopes
  }

  /** Runs the hotkey that an event means, if any, and says whether it did. `now` is in milliseconds. */
  handle(event: KeyboardEvent, now: number): boolean {
    if (event.defaultPrevented || event.isComposing || isModifier(event.key)) return false
    const chord = chordOf(event)
    const prefix = this.#pending && now - this.#pending.at < SEQUENCE_MS ? this.#pending.prefix : null
    this.#pending = null
    const hotkey = (prefix && this.#find(`${prefix} ${chord}`, event)) || this.#find(chord, event)
    if (hotkey) {
      event.preventDefault()
      hotkey.run(event)
      return true
    }
    if (this.#startsSequence(chord, event)) this.#pending = { prefix: chord, at: now }
    return false
  }

  #find(keys: string, event: KeyboardEvent): Hotkey | undefined {
    for (const scope of this.#scopes.toReversed()) {
      const hotkey = scope.hotkeys.find((candidate) => candidate.keys === keys)
      if (hotkey && mayRun(hotkey, event)) return hotkey
    }
    return undefined
  }

  #startsSequence(chord: string, event: KeyboardEvent): boolean {
    return this.#scopes.some((scope) =>
      scope.hotkeys.some((hotkey) => hotkey.keys.startsWith(`${chord} `) && mayRun(hotkey, event)),
    )
  }
}

type Chord = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey"> & { code?: string }

/**
 * Shift is part of the name only where it does not already change the character: `shift+x`, but `?`. The digit row keeps its
 * digits: `shift+1`, whatever the layout writes there.
 */
export function chordOf(event: Chord): string {
  const digit =
    event.shiftKey && !/^\d$/.test(event.key) ? /^Digit(\d)$/.exec(event.code ?? "")?.[1] : undefined
  const letter = digit !== undefined || /^\p{L}$/u.test(event.key)
  const named = event.key.length > 1
  const key = digit ?? (letter ? event.key.toLowerCase() : event.key === " " ? "Space" : event.key)
  const parts = [
    (event.ctrlKey || event.metaKey) && "mod",
    event.altKey && "alt",
    event.shiftKey && (letter || named) && "shift",
    key,
  ]
  return parts.filter(Boolean).join("+")
}

function mayRun(hotkey: Hotkey, event: KeyboardEvent): boolean {
  if (hotkey.keys.startsWith("mod+")) return true
  const target = event.target as Element | null
  const within = (selector: string) => target?.closest?.(selector) != null
  if (within(OVERLAY)) return false
  if (within(EDITABLE)) return hotkey.whileTyping === true
  const activates = event.key === "Enter" || event.key === " "
  return !(activates && within(INTERACTIVE))
}

function isModifier(key: string): boolean {
  return key === "Shift" || key === "Control" || key === "Meta" || key === "Alt"
}
