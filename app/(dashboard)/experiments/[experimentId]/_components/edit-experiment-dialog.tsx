"use client"

import { useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useId, useState } from "react"
import { useChange } from "@/components/shell/use-change"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog, DialogClose } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { Textarea } from "@/components/ui/textarea"
import { routeKey } from "@/lib/api-client/query"
import {
  type ExperimentRecord,
  getExperiment,
  listExperiments,
  updateExperiment,
} from "@/lib/contracts/experiments"
import { parseRuleDraft, SuccessRuleFields, toRuleDraft } from "./success-rule-fields"

export interface EditExperimentDialogProps {
  experiment: ExperimentRecord
  onOpenChange: (open: boolean) => void
}

/** Name, question, metric and success rule; a new rule judges every episode again in the background. */
export function EditExperimentDialog({ experiment, onOpenChange }: EditExperimentDialogProps) {
  const formId = useId()
  const client = useQueryClient()
  const [rule, setRule] = useState(() => toRuleDraft(experiment.successRule))
  const save = useChange(updateExperiment, {
    refreshes: [getExperiment, listExperiments],
    errors: "inline",
    done: ({ recomputing }) =>
      recomputing ? "Saved; success is being judged again" : "The experiment is saved",
    onDone: (saved) => {
      // The page must see that judging has begun, even when it is over before the page asks again.
      client.setQueryData(routeKey(getExperiment, { experimentId: saved.id }), saved)
      onOpenChange(false)
    },
  })
  const successRule = parseRuleDraft(rule)
  const changed = JSON.stringify(successRule) !== JSON.stringify(experiment.successRule)
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    save.mutate({
      experimentId: experiment.id,
      name: String(form.get("name")),
      question: String(form.get("question")),
      primaryMetric: String(form.get("primaryMetric")),
      ...(changed ? { successRule } : {}),
    })
  }
  const footer = (
    <>
      <DialogClose>
        <Button>Cancel</Button>
      </DialogClose>
      <Button variant="primary" type="submit" form={formId} loading={save.isPending}>
        {changed ? "Save and judge again" : "Save"}
      </Button>
    </>
  )
  return (
    <Dialog title="Edit experiment" size="base" open onOpenChange={onOpenChange} footer={footer}>
      <form id={formId} className="flex flex-col gap-3" onSubmit={submit}>
        {save.error && <Banner tone="error">{save.error.message}</Banner>}
        <Input
          name="name"
          label="Name"
          showLabel
          required
          maxLength={200}
          defaultValue={experiment.name}
          autoComplete="off"
        />
        <Textarea
          name="question"
          label="Question"
          showLabel
          rows={3}
          maxLength={2000}
          defaultValue={experiment.question}
        />
        <Input
          name="primaryMetric"
          label="What the score is called"
          showLabel
          required
          maxLength={200}
          defaultValue={experiment.primaryMetric}
          autoComplete="off"
        />
        <SuccessRuleFields draft={rule} onChange={setRule} />
        {changed && (
          <Banner tone="info">
            Every episode is judged again in the background; labels, recipes and datasets stay as they are.
          </Banner>
        )}
      </form>
    </Dialog>
  )
}
