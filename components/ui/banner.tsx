"use client"

import { InfoIcon } from "@phosphor-icons/react/dist/ssr/Info"
import { WarningIcon } from "@phosphor-icons/react/dist/ssr/Warning"
import { WarningCircleIcon } from "@phosphor-icons/react/dist/ssr/WarningCircle"
import type { ReactNode } from "react"
import { classNames } from "./class-names"
import { CopyText } from "./copy-text"

export interface BannerProps {
  tone?: "info" | "warn" | "error"
  title?: string
  children?: ReactNode
  /** A button or link: `Retry`. */
  action?: ReactNode
  /** An error code and a request id, shown small, mono and copyable. */
  reference?: string | undefined
}

const TONES = {
  info: "bg-accent-tint text-kumo-default",
  warn: "bg-warn-tint text-kumo-default",
  error: "bg-bad-tint text-kumo-default",
}

/** One panel's message: what failed, what still works, what to do. */
export function Banner({ tone = "info", title, children, action, reference }: BannerProps) {
  return (
    <div
      role={tone === "error" ? "alert" : "status"}
      className={classNames("flex items-start gap-2 rounded-md px-3 py-2 text-note", TONES[tone])}
    >
      <BannerIcon tone={tone} />
      <div className="min-w-0 flex-1">
        {title && <span className="font-medium">{title} </span>}
        {children}
        {reference && (
          <div className="mt-0.5">
            <CopyText value={reference} label="Copy error reference" />
          </div>
        )}
      </div>
      {action}
    </div>
  )
}

function BannerIcon({ tone }: { tone: keyof typeof TONES }) {
  if (tone === "info") return <InfoIcon size={16} className="shrink-0 text-accent" aria-hidden />
  if (tone === "warn") return <WarningIcon size={16} className="shrink-0 text-warn" aria-hidden />
  return <WarningCircleIcon size={16} weight="fill" className="shrink-0 text-bad" aria-hidden />
}
