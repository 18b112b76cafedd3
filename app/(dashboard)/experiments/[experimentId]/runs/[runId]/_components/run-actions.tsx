"use client"

import { DotsThreeIcon } from "@phosphor-icons/react/dist/ssr/DotsThree"
import { PencilSimpleIcon } from "@phosphor-icons/react/dist/ssr/PencilSimple"
import { TrashIcon } from "@phosphor-icons/react/dist/ssr/Trash"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { DistillButton } from "@/components/distill/distill-button"
import { compareHref } from "@/components/experiment/links"
import { formatCountOf } from "@/components/format/count"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Button, LinkButton } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { Menu } from "@/components/ui/menu"
import { getExperiment, listExperiments } from "@/lib/contracts/experiments"
import { listRemovals } from "@/lib/contracts/removals"
import { deleteRun, listRuns, type RunRecord } from "@/lib/contracts/runs"
import { EditRunDialog } from "./edit-run-dialog"

/** Compare, rename, change the role, delete. */
export function RunActions({ run }: { run: RunRecord }) {
  const router = useRouter()
  const [open, setOpen] = useState<"edit" | "delete" | null>(null)
  const { experimentId, id: runId, name, statistics } = run
  const remove = useChange(deleteRun, {
    refreshes: [listRuns, getExperiment, listExperiments, listRemovals],
    done: ({ status }) => `${name} is ${status === "done" ? "deleted" : "being deleted"}`,
    onDone: () => router.push(`/experiments/${experimentId}`),
  })
  const close = (next: boolean) => !next && setOpen(null)
  const trigger = (disabled: boolean) => (
    <Button
      shape="square"
      disabled={disabled}
      icon={<DotsThreeIcon weight="bold" />}
      aria-label="Edit or delete"
    />
  )
  const { good, bad, unsure } = statistics.labelled
  return (
    <>
      <LinkButton variant="secondary" href={compareHref(experimentId, [runId])} className="max-md:hidden">
        Compare
      </LinkButton>
      <DistillButton experimentId={experimentId} runId={runId} />
      <Gated permission="run.write">
        {(disabled) =>
          disabled ? (
            trigger(true)
          ) : (
            <Menu
              trigger={trigger(false)}
              items={[
                {
                  label: "Rename or change role",
                  icon: <PencilSimpleIcon />,
                  onSelect: () => setOpen("edit"),
                },
                {
                  label: "Delete",
                  icon: <TrashIcon />,
                  danger: true,
                  separated: true,
                  onSelect: () => setOpen("delete"),
                },
              ]}
            />
          )
        }
      </Gated>
      {open === "edit" && <EditRunDialog run={run} onOpenChange={close} />}
      {open === "delete" && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={`Delete ${name}?`}
          confirm="Delete run"
          cancel="Keep it"
          destructive
          onConfirm={() => remove.mutate({ experimentId, runId })}
        >
          Lost for good: {formatCountOf(statistics.n, "episode")} on {formatCountOf(statistics.tasks, "task")}{" "}
          and the labels of {formatCountOf(good + bad + unsure, "episode")}. The model and its prices stay.
          Datasets keep the content of the episodes they hold.
        </ConfirmDialog>
      )}
    </>
  )
}
