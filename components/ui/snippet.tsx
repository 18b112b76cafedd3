"use client"

import { CheckIcon } from "@phosphor-icons/react/dist/ssr/Check"
import { CopyIcon } from "@phosphor-icons/react/dist/ssr/Copy"
import { useState } from "react"
import { Button } from "./button"

export interface SnippetProps {
  /** What it is, for the copy button: `Copy the import command`. */
  label: string
  children: string
}

/** A command or a few lines of code to take along. */
export function Snippet({ label, children }: SnippetProps) {
  const [copied, setCopied] = useState(false)
  return (
    <div className="flex items-start gap-1 rounded-md bg-code py-1 pr-1 pl-2 ring ring-kumo-hairline">
      <pre className="min-w-0 flex-1 self-center whitespace-pre-wrap break-words py-0.5 font-mono text-[12px]/4">
        {children}
      </pre>
      <Button
        variant="ghost"
        size="xs"
        shape="square"
        icon={copied ? <CheckIcon /> : <CopyIcon />}
        aria-label={copied ? "Copied" : `Copy ${label}`}
        onClick={() => void navigator.clipboard.writeText(children).then(() => setCopied(true))}
      />
    </div>
  )
}
