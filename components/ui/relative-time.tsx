"use client"

import { useEffect, useState } from "react"
import { formatDate, formatRelativeTime } from "@/components/format/relative-time"

/** `40 min ago`, kept fresh each minute; the exact moment on hover. The server writes the date, so hydration agrees. */
export function RelativeTime({ at }: { at: string | Date }) {
  const moment = typeof at === "string" ? new Date(at) : at
  const [now, setNow] = useState<Date | null>(null)
  useEffect(() => {
    setNow(new Date())
    const timer = setInterval(() => setNow(new Date()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <time dateTime={moment.toISOString()} title={moment.toISOString()} className="whitespace-nowrap tabular">
      {now ? formatRelativeTime(moment, now) : formatDate(moment)}
    </time>
  )
}
