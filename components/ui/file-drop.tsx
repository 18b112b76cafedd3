"use client"

import { UploadSimpleIcon } from "@phosphor-icons/react/dist/ssr/UploadSimple"
import { type DragEvent, type ReactNode, useId, useState } from "react"
import { classNames } from "./class-names"

export interface FileDropProps {
  label: string
  /** Which files are understood. */
  hint?: ReactNode
  accept?: string
  multiple?: boolean
  disabled?: boolean
  onFiles: (files: File[]) => void
}

/** Files by drop, by click or by keyboard. */
export function FileDrop({
  label,
  hint,
  accept,
  multiple = false,
  disabled = false,
  onFiles,
}: FileDropProps) {
  const id = useId()
  const [over, setOver] = useState(false)
  const take = (list: FileList | null) => list && list.length > 0 && !disabled && onFiles([...list])
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition; the input inside does everything
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classNames(
        "relative flex flex-col items-center gap-1 rounded-lg border border-dashed px-4 py-6 text-center",
        "focus-within:outline-2 focus-within:outline-accent",
        over ? "border-accent bg-accent-tint" : "border-kumo-line",
        disabled && "opacity-50",
      )}
    >
      <UploadSimpleIcon size={20} className="text-kumo-subtle" aria-hidden />
      <label htmlFor={id} className="font-medium text-body">
        {label}
      </label>
      {hint && <span className="text-kumo-subtle text-note">{hint}</span>}
      <input
        id={id}
        type="file"
        accept={accept}
        multiple={multiple}
        disabled={disabled}
        className="absolute inset-0 cursor-pointer opacity-0"
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ""
        }}
      />
    </div>
  )
}
