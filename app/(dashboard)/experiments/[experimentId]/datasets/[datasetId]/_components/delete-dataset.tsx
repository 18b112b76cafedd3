"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { formatCountOf } from "@/components/format/count"
import { Gated } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { useToast } from "@/components/ui/toast"
import { call } from "@/lib/api-client/call"
import { type DatasetRecord, deleteDataset, listDatasets } from "@/lib/contracts/datasets"

/** Takes the dataset away; what it was made of stays. */
export function DeleteDataset({ dataset }: { dataset: DatasetRecord }) {
  const { experimentId, id: datasetId, name, episodeCount } = dataset
  const router = useRouter()
  const client = useQueryClient()
  const toast = useToast()
  const [isOpen, setIsOpen] = useState(false)
  const remove = useMutation({
    mutationFn: () => call(deleteDataset, { experimentId, datasetId }),
    onSuccess: async () => {
      toast({ title: `${name} is deleted.`, tone: "success" })
      router.push(`/experiments/${experimentId}/datasets`)
      await client.invalidateQueries({ queryKey: [listDatasets.id] })
    },
    onError: (error) =>
      toast({ title: "The dataset could not be deleted.", description: error.message, tone: "error" }),
  })
  return (
    <>
      <Gated permission="dataset.write">
        {(forbidden) => (
          <Button
            variant="secondary-destructive"
            disabled={forbidden}
            loading={remove.isPending}
            onClick={() => setIsOpen(true)}
          >
            Delete
          </Button>
        )}
      </Gated>
      <ConfirmDialog
        title={`Delete ${name}?`}
        confirm="Delete the dataset"
        cancel="Keep it"
        destructive
        open={isOpen}
        onOpenChange={setIsOpen}
        onConfirm={() => remove.mutate()}
      >
        Its list of {formatCountOf(episodeCount, "episode")} and its manifest are lost. The episodes, their
        labels and the recipe stay, so the same dataset can be made again.
      </ConfirmDialog>
    </>
  )
}
