"use client"

import { CaretDownIcon } from "@phosphor-icons/react/dist/ssr/CaretDown"
import { CaretRightIcon } from "@phosphor-icons/react/dist/ssr/CaretRight"
import type { ReactNode } from "react"
import { classNames } from "@/components/ui/class-names"

export interface FoldLineProps {
  open: boolean
  onToggle: () => void
  icon?: ReactNode
  /** What it is, in bold: `System`. */
  name?: string
  /** The first words, cut to one line; shown while it is folded. */
  preview: string
  /** Grey, on the right: how much there is. */
  size: ReactNode
  mono?: boolean
  className?: string
}

/** One line that opens: a system prompt, reasoning, a long result. */
export function FoldLine({ open, onToggle, icon, name, preview, size, mono, className }: FoldLineProps) {
  const Caret = open ? CaretDownIcon : CaretRightIcon
  return (
    <button
      type="button"
      aria-expanded={open}
      onClick={onToggle}
      className={classNames(
        "flex w-full min-w-0 items-center gap-2 rounded-sm text-left text-kumo-subtle text-note hover:text-kumo-default",
        className,
      )}
    >
      <Caret size={12} className="shrink-0" aria-hidden />
      {icon}
      {name && <span className="shrink-0 font-medium">{name}</span>}
      <span
        className={classNames(
          "min-w-0 flex-1 truncate [unicode-bidi:isolate]",
          mono && "font-mono text-kumo-default",
          open && "invisible",
        )}
      >
        {preview}
      </span>
      <span className="shrink-0 tabular">{size}</span>
    </button>
  )
}
