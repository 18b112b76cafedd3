"use client"

import { type KeyboardEvent, type Ref, useImperativeHandle, useRef } from "react"
import { Kbd } from "@/components/ui/kbd"
import { Textarea } from "@/components/ui/textarea"
import { useDraft } from "./use-draft"

export interface NoteFieldHandle {
  focus: () => void
  /** What stands in the field now. */
  read: () => string
}

export interface NoteFieldProps {
  label: string
  /** What is stored. */
  saved: string
  /** Sent but not stored yet, or failed: it stays in the field. */
  unsaved?: string | null
  /** Called on leaving the field. Without it the owner reads the field when it needs the text. */
  onSave?: (note: string) => void
  /** Names what is typed, over reloads. */
  draftKey: string
  disabled?: boolean
  shortcut?: string
  ref?: Ref<NoteFieldHandle>
}

/** A note that is saved on leaving the field, which Esc and Ctrl or Cmd with Enter do too. */
export function NoteField(props: NoteFieldProps) {
  const { label, saved, unsaved = null, onSave, draftKey, disabled = false, shortcut, ref } = props
  const [draft, setDraft] = useDraft(draftKey)
  const field = useRef<HTMLTextAreaElement>(null)
  const text = draft ?? unsaved ?? saved
  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus(), read: () => text.trim() }))
  function leave() {
    if (!onSave) return
    if (text.trim() !== (unsaved ?? saved)) onSave(text.trim())
    setDraft(null)
  }
  return (
    <div className="grid gap-1">
      <div className="flex items-center gap-1.5 text-kumo-subtle text-note">
        <span>{label}</span>
        {shortcut && <Kbd>{shortcut}</Kbd>}
        {onSave && text.trim() !== saved && <span className="ml-auto">not saved yet</span>}
      </div>
      <Textarea
        ref={field}
        label={label}
        rows={2}
        maxLength={20_000}
        value={text}
        disabled={disabled}
        placeholder="Optional"
        className="w-full text-note"
        onChange={(event) => setDraft(event.target.value)}
        onBlur={leave}
        onKeyDown={(event) => leaves(event) && field.current?.blur()}
      />
    </div>
  )
}

function leaves(event: KeyboardEvent): boolean {
  if (event.key === "Escape") return true
  return event.key === "Enter" && (event.ctrlKey || event.metaKey)
}
