"use client"

import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { DivergenceColumn, type DivergenceColumnProps } from "./divergence-column"

/** What stands beside the transcripts on a wide screen. */
export function BothRunsDialog(props: DivergenceColumnProps) {
  return (
    <Dialog
      title="Both runs"
      trigger={
        <Button variant="ghost" className="xl:hidden">
          Both runs
        </Button>
      }
    >
      <DivergenceColumn {...props} />
    </Dialog>
  )
}
