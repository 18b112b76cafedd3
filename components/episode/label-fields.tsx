"use client"

import { XIcon } from "@phosphor-icons/react/dist/ssr/X"
import { type KeyboardEvent, useState } from "react"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { showHidden } from "@/components/transcript/visible-text"
import { classNames } from "@/components/ui/class-names"
import { Input } from "@/components/ui/input"
import { Kbd } from "@/components/ui/kbd"
import type { LabelKey, LabelValue } from "@/lib/domain/label"
import type { LabelScale, LabelSchema } from "@/lib/domain/label-schema"
import { useLabelKeys } from "./use-label-keys"

/** What is said beside the verdict; null takes back. */
export interface FieldLabel {
  key: LabelKey
  name: string
  value: LabelValue
}

export interface LabelFieldsProps {
  schema: LabelSchema
  said: readonly FieldLabel[]
  onChange: (label: FieldLabel) => void
  /** Heading of the keys in the sheet of keys; without it none are bound. */
  keysUnder?: string
  disabled?: boolean
}

/** The first failure reasons have a key. */
const KEYED = ["reason1", "reason2", "reason3", "reason4", "reason5", "reason6"] as const

/** Failure reasons, scales and tags, as the experiment's labels use them. */
export function LabelFields({ schema, said, onChange, keysUnder, disabled = false }: LabelFieldsProps) {
  const keys = useLabelKeys()
  const keyOf = (index: number) => keys[KEYED[index] ?? "reason1"]
  const currentOf = (key: LabelKey, name: string) =>
    said.find((label) => label.key === key && label.name === name)?.value ?? null
  const toggle = (name: string) =>
    onChange({ key: "choice", name, value: currentOf("choice", name) === true ? null : true })
  useHotkeys(
    keysUnder ?? "Label",
    schema.choices.slice(0, KEYED.length).map((name, index) => ({
      keys: keyOf(index),
      label: name,
      run: () => toggle(name),
    })),
    keysUnder !== undefined && !disabled,
  )
  return (
    <>
      {schema.choices.length > 0 && (
        <fieldset disabled={disabled}>
          <legend className="pb-1 text-kumo-subtle text-note">What is wrong with it, if anything</legend>
          <div className="flex flex-wrap gap-1.5">
            {schema.choices.map((name, index) => (
              <button
                key={name}
                type="button"
                aria-pressed={currentOf("choice", name) === true}
                onClick={() => toggle(name)}
                className={chip(currentOf("choice", name) === true)}
              >
                {showHidden(name)}
                {keysUnder && index < KEYED.length && <Kbd>{keyOf(index)}</Kbd>}
              </button>
            ))}
          </div>
        </fieldset>
      )}
      {schema.scales.map((scale) => (
        <ScaleField
          key={scale.name}
          scale={scale}
          value={currentOf("scale", scale.name)}
          onChange={(value) => onChange({ key: "scale", name: scale.name, value })}
          disabled={disabled}
        />
      ))}
      <TagField
        tags={said.filter(({ key, value }) => key === "tag" && value === true).map(({ name }) => name)}
        onChange={(name, on) => onChange({ key: "tag", name, value: on ? true : null })}
        disabled={disabled}
      />
    </>
  )
}

function chip(on: boolean): string {
  return classNames(
    "flex min-h-7 items-center gap-1.5 rounded-md px-2 text-note disabled:cursor-not-allowed disabled:opacity-60 max-md:min-h-11",
    on ? "bg-accent-tint text-accent ring-2 ring-accent" : "ring ring-kumo-line enabled:hover:bg-kumo-tint",
  )
}

interface ScaleFieldProps {
  scale: LabelScale
  value: LabelValue
  onChange: (value: number | null) => void
  disabled: boolean
}

function ScaleField({ scale, value, onChange, disabled }: ScaleFieldProps) {
  if (scale.kind === "numeric") return <NumericField {...{ scale, value, onChange, disabled }} />
  return (
    <fieldset disabled={disabled}>
      <legend className="pb-1 text-kumo-subtle text-note">{showHidden(scale.name)}</legend>
      <div className="flex flex-wrap gap-1.5">
        {scale.levels.map((level, index) => (
          <button
            key={level}
            type="button"
            aria-pressed={value === index + 1}
            onClick={() => onChange(value === index + 1 ? null : index + 1)}
            className={chip(value === index + 1)}
          >
            {showHidden(level)}
          </button>
        ))}
      </div>
    </fieldset>
  )
}

type NumericScale = Extract<LabelScale, { kind: "numeric" }>

/** Saved on leaving the field, like a note. */
function NumericField({ scale, value, onChange, disabled }: ScaleFieldProps & { scale: NumericScale }) {
  const [text, setText] = useState<string | null>(null)
  const problem = text === null ? null : findProblem(text, scale)
  function leave() {
    if (text === null || problem) return
    const next = text.trim() === "" ? null : Number(text)
    if (next !== value) onChange(next)
    setText(null)
  }
  return (
    <Input
      label={`${showHidden(scale.name)}, ${scale.min} to ${scale.max}`}
      showLabel
      inputMode="decimal"
      autoComplete="off"
      value={text ?? (value === null ? "" : String(value))}
      disabled={disabled}
      onChange={(event) => setText(event.target.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      {...(problem ? { error: problem } : {})}
    />
  )
}

function findProblem(text: string, { min, max }: NumericScale): string | null {
  if (text.trim() === "") return null
  const typed = Number(text)
  return typed >= min && typed <= max ? null : `A number from ${min} to ${max}.`
}

interface TagFieldProps {
  tags: readonly string[]
  onChange: (name: string, on: boolean) => void
  disabled: boolean
}

function TagField({ tags, onChange, disabled }: TagFieldProps) {
  const [text, setText] = useState("")
  function add(event: KeyboardEvent) {
    if (event.key !== "Enter" && event.key !== ",") return
    event.preventDefault()
    const name = text.trim()
    if (name !== "" && !tags.includes(name)) onChange(name, true)
    setText("")
  }
  return (
    <div className="grid gap-1.5">
      <Input
        label="Tags"
        showLabel
        placeholder="Type one, then Enter"
        autoComplete="off"
        maxLength={100}
        value={text}
        disabled={disabled}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={add}
      />
      {tags.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <button
              key={tag}
              type="button"
              disabled={disabled}
              onClick={() => onChange(tag, false)}
              aria-label={`Remove the tag ${tag}`}
              className={chip(false)}
            >
              {showHidden(tag)} <XIcon size={12} aria-hidden />
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
