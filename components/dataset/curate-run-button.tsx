"use client"

import { CaretDownIcon } from "@phosphor-icons/react/dist/ssr/CaretDown"
import { FunnelIcon } from "@phosphor-icons/react/dist/ssr/Funnel"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { curateHref } from "@/components/experiment/links"
import { Gated } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { ButtonGroup } from "@/components/ui/button-group"
import { Menu } from "@/components/ui/menu"
import { useToast } from "@/components/ui/toast"
import { listDatasets } from "@/lib/contracts/datasets"
import type { RunRecord } from "@/lib/contracts/runs"
import { createRunDataset } from "./create-run-dataset"

export interface CurateRunButtonProps {
  run: Pick<RunRecord, "experimentId" | "id" | "name">
  variant?: "primary" | "secondary"
}

/** *Curate this run*: a dataset of its solved episodes in one click, or the curation lab to choose by more. */
export function CurateRunButton({ run, variant = "secondary" }: CurateRunButtonProps) {
  const router = useRouter()
  const client = useQueryClient()
  const toast = useToast()
  const lab = curateHref(run.experimentId, [run.id])
  const create = useMutation({
    mutationFn: () => createRunDataset(run),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: [listDatasets.id] })
      router.push(`/experiments/${run.experimentId}/datasets/${id}`)
    },
    onError: (error) => toast({ title: "No dataset was made.", description: error.message, tone: "error" }),
  })
  return (
    <ButtonGroup label="Curate this run">
      <Gated permission="dataset.write">
        {(forbidden) => (
          <Button
            variant={variant}
            icon={<FunnelIcon />}
            disabled={forbidden}
            loading={create.isPending}
            onClick={() => create.mutate()}
          >
            Curate this run
          </Button>
        )}
      </Gated>
      <Menu
        trigger={
          <Button
            variant={variant}
            shape="square"
            icon={<CaretDownIcon size={12} />}
            aria-label="Other ways to curate"
          />
        }
        items={[{ label: "Choose in the curation lab", href: lab }]}
      />
    </ButtonGroup>
  )
}
