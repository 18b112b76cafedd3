"use client"

import Link from "next/link"
import { Progress } from "@/components/ui/progress"
import { useSidebar } from "@/components/ui/sidebar"

export interface RunningJob {
  name: string
  /** 0..1 */
  fraction: number | null
  /** `6 min left` */
  note: string
  href: string
}

/** The one job that runs now, with its end; it links to its page. Hidden in the icon rail. */
export function RunningJobCard({ job }: { job: RunningJob }) {
  const { open, isMobile } = useSidebar()
  if (!open && !isMobile) return null
  return (
    <Link href={job.href} className="block rounded-md py-2">
      <Progress title={job.name} fraction={job.fraction} note={job.note} label={job.name} />
    </Link>
  )
}
