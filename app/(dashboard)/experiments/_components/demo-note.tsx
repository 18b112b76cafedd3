"use client"

import { useState } from "react"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { deleteDemo, getDemo } from "@/lib/contracts/demo"
import { type ExperimentRecord, listExperiments } from "@/lib/contracts/experiments"
import { listModels } from "@/lib/contracts/models"
import { listPipelines } from "@/lib/contracts/pipelines"

const NAMES = new Intl.ListFormat("en", { type: "conjunction" })

/** Says which experiments are examples, and takes them away. */
export function DemoNote({ experiments }: { experiments: readonly ExperimentRecord[] | undefined }) {
  const [asking, setAsking] = useState(false)
  const remove = useChange(deleteDemo, {
    refreshes: [listExperiments, listModels, listPipelines, getDemo],
    done: () => "The examples are deleted",
  })
  const examples = experiments?.filter(({ isDemo }) => isDemo) ?? []
  if (examples.length === 0) return null
  return (
    <p className="text-kumo-subtle">
      {examples.length === 1
        ? `${examples[0]?.name} is an example.`
        : `${examples.length} of these are examples.`}{" "}
      <Gated permission="experiment.write">
        {(disabled) => (
          <button
            type="button"
            disabled={disabled || remove.isPending}
            onClick={() => setAsking(true)}
            className="rounded-sm text-kumo-default underline hover:no-underline disabled:text-kumo-subtle"
          >
            {examples.length === 1 ? "Delete it" : "Delete them"}
          </button>
        )}
      </Gated>{" "}
      at any time; set <code className="font-mono text-note">WINNOW_DEMO=0</code> to start without.
      <ConfirmDialog
        title="Delete the examples?"
        open={asking}
        onOpenChange={setAsking}
        confirm="Delete the examples"
        destructive
        onConfirm={() => remove.mutate({})}
      >
        {NAMES.format(examples.map(({ name }) => name))}, with their runs, episodes, datasets and the models
        that only they use. They do not come back by themselves. Your own experiments stay.
      </ConfirmDialog>
    </p>
  )
}
