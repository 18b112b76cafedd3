"use client"

import { InlineCopyText } from "@cloudflare/kumo"
import { shortenIdentifier } from "@/components/format/identifier"

/** An id in mono that copies itself whole. `children` overrides the shortened form. */
export function CopyText({ value, label, children }: { value: string; label?: string; children?: string }) {
  return (
    <InlineCopyText value={value} labels={{ copyAction: label ?? `Copy ${value}`, copied: "Copied" }}>
      <span className="font-mono text-[12px]/4">{children ?? shortenIdentifier(value)}</span>
    </InlineCopyText>
  )
}
