"use client"

import { CheckIcon } from "@phosphor-icons/react/dist/ssr/Check"
import { CopyIcon } from "@phosphor-icons/react/dist/ssr/Copy"
import { useState } from "react"
import { Button } from "./button"

/** A secret that is stored as a hash only: this is the moment to copy it. */
export function ShownOnce({ value, label, note }: { value: string; label: string; note?: string }) {
  const [isCopied, setIsCopied] = useState(false)
  return (
    <div className="flex flex-col gap-2">
      <p className="text-body text-kumo-subtle">This is shown once. {note}</p>
      <div className="flex items-start gap-2 rounded-md bg-code p-2">
        <output aria-label={label} className="min-w-0 flex-1 select-all break-all font-mono text-[12px]/5">
          {value}
        </output>
        <Button
          size="xs"
          icon={isCopied ? <CheckIcon /> : <CopyIcon />}
          onClick={() => void navigator.clipboard.writeText(value).then(() => setIsCopied(true))}
        >
          {isCopied ? "Copied" : "Copy"}
        </Button>
      </div>
    </div>
  )
}
