"use client"

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { type FormEvent, useId, useState } from "react"
import { formatCountOf } from "@/components/format/count"
import { Gated } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { call } from "@/lib/api-client/call"
import { routeQuery } from "@/lib/api-client/query"
import { createDataset, listDatasets, planDataset } from "@/lib/contracts/datasets"
import type { RouteInput } from "@/lib/contracts/route"
import { datasetInput } from "./dataset-input"
import { DatasetPlanView } from "./dataset-plan"
import { ImportanceFit } from "./importance-fit"
import type { LabProps } from "./lab-props"
import { ShareFields } from "./share-fields"
import { SplitFields } from "./split-fields"

interface CreateDatasetDialogProps extends LabProps {
  experimentName: string
  disabled: boolean
}

/** Freezes what is kept now: a name, the shares of the sides, and the seed that deals out the tasks. */
export function CreateDatasetDialog(props: CreateDatasetDialogProps) {
  const { experimentId, experimentName, recipe, runs, preview, disabled } = props
  const { shares, seed, by, strata } = recipe.params
  const formId = useId()
  const router = useRouter()
  const client = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const [typed, setTyped] = useState<string | null>(null)
  const { data: known } = useQuery({
    ...routeQuery(listDatasets, { experimentId, limit: 1 }),
    enabled: isOpen,
  })
  const create = useMutation({
    mutationFn: (input: RouteInput<typeof createDataset>) => call(createDataset, input),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: [listDatasets.id] })
      router.push(`/experiments/${experimentId}/datasets/${id}`)
    },
  })
  const [drop, setDrop] = useState(false)
  const leaks = drop ? ("drop" as const) : ("report" as const)
  const input = { ...datasetInput(experimentId, recipe.params, runs), leaks }
  const plan = useQuery({
    ...routeQuery(planDataset, input),
    enabled: isOpen,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const suggestion = `${experimentName} ${(known?.count ?? 0) + 1}`
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    create.mutate({ ...input, name: typed ?? suggestion })
  }
  const unmeasured = plan.data?.fit && !plan.data.weights ? plan.data.fit : null
  const empty = (preview?.totals.episodes ?? 0) === 0
  return (
    <>
      <Gated permission="dataset.write">
        {(forbidden) => (
          <Button
            variant="primary"
            size="base"
            className="w-full justify-center"
            disabled={forbidden || disabled || empty}
            onClick={() => setIsOpen(true)}
          >
            Create dataset
          </Button>
        )}
      </Gated>
      <Dialog
        title="Create dataset"
        description={`Freezes the ${formatCountOf(preview?.totals.episodes ?? 0, "episode")} kept now. Tasks never stand on two sides.`}
        size="base"
        open={isOpen}
        onOpenChange={(open) => {
          setIsOpen(open)
          create.reset()
        }}
        footer={
          <Button
            variant="primary"
            type="submit"
            form={formId}
            loading={create.isPending}
            disabled={unmeasured !== null}
          >
            Create dataset
          </Button>
        }
      >
        <form id={formId} onSubmit={submit} className="flex flex-col gap-3">
          {create.error && <Banner tone="error">{create.error.message}</Banner>}
          <Input
            label="Name"
            showLabel
            required
            maxLength={200}
            value={typed ?? suggestion}
            onChange={(event) => setTyped(event.target.value)}
          />
          <ShareFields shares={shares} seed={seed} onChange={recipe.set} />
          <SplitFields by={by} strata={strata} onChange={recipe.set} />
          <DatasetPlanView
            experimentId={experimentId}
            plan={plan.data}
            error={plan.error}
            drop={drop}
            onDrop={setDrop}
          />
          {unmeasured && <ImportanceFit input={input} fit={unmeasured} />}
        </form>
      </Dialog>
    </>
  )
}
