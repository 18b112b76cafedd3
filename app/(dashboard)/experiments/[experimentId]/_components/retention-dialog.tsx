"use client"

import { useQuery } from "@tanstack/react-query"
import { type FormEvent, useId, useState } from "react"
import { formatCount, formatCountOf } from "@/components/format/count"
import { useChange } from "@/components/shell/use-change"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { Dialog, DialogClose } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { routeQuery } from "@/lib/api-client/query"
import { getExperiment } from "@/lib/contracts/experiments"
import {
  getRetention,
  listRemovals,
  previewRetention,
  type Retention,
  updateRetention,
} from "@/lib/contracts/removals"
import { listRuns } from "@/lib/contracts/runs"

const SUGGESTED: Retention = { keepDays: 90, keepLabelled: true, keepMembers: true }

export interface RetentionDialogProps {
  experimentId: string
  onOpenChange: (open: boolean) => void
}

/** How long episodes are kept; says what would go before it goes. */
export function RetentionDialog(props: RetentionDialogProps) {
  const { data, error } = useQuery(routeQuery(getRetention, { experimentId: props.experimentId }))
  if (data) return <RetentionForm {...props} current={data.retention} />
  if (!error) return null
  return (
    <Dialog title="Retention" size="base" open onOpenChange={props.onOpenChange}>
      <Banner tone="error">{error.message}</Banner>
    </Dialog>
  )
}

function RetentionForm({
  experimentId,
  onOpenChange,
  current,
}: RetentionDialogProps & { current: Retention | null }) {
  const formId = useId()
  const [limited, setLimited] = useState(current !== null)
  const [rule, setRule] = useState(current ?? SUGGESTED)
  const save = useChange(updateRetention, {
    refreshes: [getRetention, listRemovals, listRuns, getExperiment],
    errors: "inline",
    done: ({ retention }) => (retention ? "The rule is saved and being applied" : "Everything is kept"),
    onDone: () => onOpenChange(false),
  })
  const valid = Number.isInteger(rule.keepDays) && rule.keepDays >= 1 && rule.keepDays <= 36_500
  const preview = useQuery({
    ...routeQuery(previewRetention, { experimentId, ...rule }),
    enabled: limited && valid,
  })
  const reached = limited ? (preview.data?.episodes ?? 0) : 0
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    save.mutate({ experimentId, retention: limited ? rule : null })
  }
  const footer = (
    <>
      <DialogClose>
        <Button>Cancel</Button>
      </DialogClose>
      <Button
        variant={reached > 0 ? "destructive" : "primary"}
        type="submit"
        form={formId}
        disabled={limited && (!valid || preview.isPending)}
        loading={save.isPending}
      >
        {reached > 0 ? `Save and delete ${formatCountOf(reached, "episode")}` : "Save"}
      </Button>
    </>
  )
  return (
    <Dialog title="Retention" size="base" open onOpenChange={onOpenChange} footer={footer}>
      <form id={formId} className="flex flex-col gap-3" onSubmit={submit}>
        {save.error && <Banner tone="error">{save.error.message}</Banner>}
        <Checkbox label="Delete episodes that are older" checked={limited} onChange={setLimited} />
        {limited && (
          <>
            <Input
              name="keepDays"
              label="Days to keep an episode after it was stored"
              showLabel
              type="number"
              min={1}
              max={36_500}
              required
              value={Number.isNaN(rule.keepDays) ? "" : rule.keepDays}
              onChange={(event) => setRule({ ...rule, keepDays: event.target.valueAsNumber })}
            />
            <Checkbox
              label="Keep episodes that have a label"
              checked={rule.keepLabelled}
              onChange={(keepLabelled) => setRule({ ...rule, keepLabelled })}
            />
            <Checkbox
              label="Keep episodes that a dataset holds"
              checked={rule.keepMembers}
              onChange={(keepMembers) => setRule({ ...rule, keepMembers })}
            />
            <Reached preview={preview} />
          </>
        )}
      </form>
    </Dialog>
  )
}

interface Preview {
  data?: { episodes: number; steps: number; kept: number } | undefined
  error: Error | null
}

function Reached({ preview: { data, error } }: { preview: Preview }) {
  if (error) return <Banner tone="error">{error.message}</Banner>
  if (!data) return <p className="text-note text-kumo-subtle">Counting what this would delete…</p>
  if (data.episodes === 0)
    return <Banner tone="info">Nothing is that old yet. The rule is applied every hour.</Banner>
  const kept = data.kept > 0 ? ` Datasets keep the content of ${formatCount(data.kept)} of them.` : ""
  return (
    <Banner tone="warn">
      Deletes {formatCountOf(data.episodes, "episode")} with {formatCountOf(data.steps, "step")} now, and what
      grows older every hour.{kept}
    </Banner>
  )
}
