"use client"

import { Banner } from "@/components/ui/banner"
import { Checkbox } from "@/components/ui/checkbox"
import { Input } from "@/components/ui/input"
import { Textarea } from "@/components/ui/textarea"
import type { ConnectionRecord } from "@/lib/contracts/connections"

export interface SecretFieldsProps {
  /** What the key is called where it comes from. */
  keyLabel: string
  stored: ConnectionRecord | undefined
  /** The address is another one now, which clears what is stored. */
  isMoved: boolean
  kept: { key: boolean; headers: boolean }
  onKeptChange: (kept: { key: boolean; headers: boolean }) => void
}

/** Key and headers: they can be given, replaced and removed, never read. */
export function SecretFields({ keyLabel, stored, isMoved, kept, onKeptChange }: SecretFieldsProps) {
  const hasKey = Boolean(stored?.hasSecret) && !isMoved
  const headerNames = isMoved ? [] : (stored?.headerNames ?? [])
  const isCleared = isMoved && (stored?.hasSecret || (stored?.headerNames.length ?? 0) > 0)
  return (
    <>
      {isCleared && (
        <Banner tone="warn">
          Key and headers were given for {stored?.baseUrl} and go nowhere else: enter those of the new
          address.
        </Banner>
      )}
      <Input
        name="secret"
        type="password"
        label={hasKey ? `${keyLabel} (one is stored; empty keeps it)` : keyLabel}
        showLabel
        maxLength={8000}
        autoComplete="off"
        disabled={!kept.key}
      />
      {hasKey && (
        <Checkbox
          label="Remove the stored key"
          checked={!kept.key}
          onChange={(isRemoved) => onKeptChange({ ...kept, key: !isRemoved })}
        />
      )}
      <Textarea
        name="headers"
        label={
          headerNames.length > 0
            ? `Further headers (stored: ${headerNames.join(", ")}; empty keeps them)`
            : "Further headers, one a line"
        }
        showLabel
        rows={2}
        placeholder="x-team: blue"
        disabled={!kept.headers}
      />
      {headerNames.length > 0 && (
        <Checkbox
          label="Remove the stored headers"
          checked={!kept.headers}
          onChange={(isRemoved) => onKeptChange({ ...kept, headers: !isRemoved })}
        />
      )}
    </>
  )
}
