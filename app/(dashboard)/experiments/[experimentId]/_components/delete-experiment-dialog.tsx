import { formatCountOf } from "@/components/format/count"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import type { ExperimentRecord } from "@/lib/contracts/experiments"

export interface DeleteExperimentDialogProps {
  experiment: ExperimentRecord
  onOpenChange: (open: boolean) => void
  onConfirm: () => void
}

/** Names what is lost. */
export function DeleteExperimentDialog({ experiment, onOpenChange, onConfirm }: DeleteExperimentDialogProps) {
  const { counts } = experiment
  return (
    <ConfirmDialog
      open
      onOpenChange={onOpenChange}
      title={`Delete ${experiment.name}?`}
      confirm="Delete experiment"
      cancel="Keep it"
      destructive
      onConfirm={onConfirm}
    >
      <p>
        Lost for good: {formatCountOf(counts.runs, "run")}, {formatCountOf(counts.episodes, "episode")} on{" "}
        {formatCountOf(counts.tasks, "task")}, the labels of {formatCountOf(counts.labelled, "episode")} and{" "}
        {formatCountOf(counts.datasets, "dataset")} with their recipes. Models and their prices stay.
      </p>
      {!experiment.archivedAt && (
        <p className="mt-2 text-kumo-subtle">Archiving hides it and loses nothing.</p>
      )}
    </ConfirmDialog>
  )
}
