"use client"

import { ArchiveIcon } from "@phosphor-icons/react/dist/ssr/Archive"
import { ClockCounterClockwiseIcon } from "@phosphor-icons/react/dist/ssr/ClockCounterClockwise"
import { DotsThreeIcon } from "@phosphor-icons/react/dist/ssr/DotsThree"
import { PencilSimpleIcon } from "@phosphor-icons/react/dist/ssr/PencilSimple"
import { TrashIcon } from "@phosphor-icons/react/dist/ssr/Trash"
import { useRouter } from "next/navigation"
import { useQueryState } from "nuqs"
import { useState } from "react"
import { evaluateHref } from "@/components/distill/links"
import { importHref } from "@/components/experiment/links"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Button, LinkButton } from "@/components/ui/button"
import { Menu } from "@/components/ui/menu"
import {
  deleteExperiment,
  type ExperimentRecord,
  getExperiment,
  listExperiments,
  updateExperiment,
} from "@/lib/contracts/experiments"
import { overviewParsers } from "../search-params"
import { DeleteExperimentDialog } from "./delete-experiment-dialog"
import { EditExperimentDialog } from "./edit-experiment-dialog"
import { RetentionDialog } from "./retention-dialog"

/** Import into it, edit, archive, delete. */
export function ExperimentActions({ experiment }: { experiment: ExperimentRecord }) {
  const router = useRouter()
  const [edit, setEdit] = useQueryState("edit", overviewParsers.edit)
  const [deleting, setDeleting] = useState(false)
  const [retaining, setRetaining] = useState(false)
  const archive = useChange(updateExperiment, {
    refreshes: [getExperiment, listExperiments],
    done: ({ name, archivedAt }) => (archivedAt ? `${name} is archived` : `${name} is active again`),
  })
  const remove = useChange(deleteExperiment, {
    refreshes: [listExperiments],
    done: ({ status }) => `${experiment.name} is ${status === "done" ? "deleted" : "being deleted"}`,
    onDone: () => router.push("/experiments"),
  })
  const experimentId = experiment.id
  const items = [
    { label: "Edit", icon: <PencilSimpleIcon />, onSelect: () => void setEdit("open") },
    { label: "Retention", icon: <ClockCounterClockwiseIcon />, onSelect: () => setRetaining(true) },
    {
      label: experiment.archivedAt ? "Bring back from the archive" : "Archive",
      icon: <ArchiveIcon />,
      onSelect: () => archive.mutate({ experimentId, archived: experiment.archivedAt === null }),
    },
    {
      label: "Delete",
      icon: <TrashIcon />,
      danger: true,
      separated: true,
      onSelect: () => setDeleting(true),
    },
  ]
  return (
    <>
      {experiment.origin === "measured" && (
        <>
          <LinkButton variant="secondary" href={importHref(experiment.name)} className="max-md:hidden">
            Import
          </LinkButton>
          <LinkButton variant="secondary" href={evaluateHref(experimentId)} className="max-md:hidden">
            New evaluation
          </LinkButton>
        </>
      )}
      <Gated permission="experiment.write">
        {(disabled) =>
          disabled ? (
            <Button disabled shape="square" icon={<DotsThreeIcon />} aria-label="Edit, archive or delete" />
          ) : (
            <Menu
              trigger={
                <Button
                  shape="square"
                  icon={<DotsThreeIcon weight="bold" />}
                  aria-label="Edit, archive or delete"
                />
              }
              items={items}
            />
          )
        }
      </Gated>
      {edit && (
        <EditExperimentDialog experiment={experiment} onOpenChange={(open) => !open && void setEdit(null)} />
      )}
      {retaining && <RetentionDialog experimentId={experimentId} onOpenChange={setRetaining} />}
      {deleting && (
        <DeleteExperimentDialog
          experiment={experiment}
          onOpenChange={setDeleting}
          onConfirm={() => remove.mutate({ experimentId })}
        />
      )}
    </>
  )
}
