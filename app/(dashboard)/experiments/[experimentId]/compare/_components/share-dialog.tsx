"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useQueryStates } from "nuqs"
import { type FormEvent, useId, useState } from "react"
import { useChange } from "@/components/shell/use-change"
import { Banner } from "@/components/ui/banner"
import { Button, LinkButton } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/checkbox"
import { Dialog } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { Select } from "@/components/ui/select"
import { ShownOnce } from "@/components/ui/shown-once"
import { routeQuery } from "@/lib/api-client/query"
import type { ComparedPair } from "@/lib/contracts/compare"
import { createShare, EXPIRY_DAYS, listShares, previewShare } from "@/lib/contracts/shares"
import { type BreakEvenParams, breakEvenParsers } from "../break-even-params"
import { type CompareParams, comparisonInput } from "../search-params"
import { SharePreview } from "./share-preview"

interface ShareDialogProps {
  experimentId: string
  experimentName: string
  params: CompareParams
  pair: ComparedPair | undefined
  onClose: () => void
}

/** What is included is shown first; then the link, once. */
export function ShareDialog({ experimentId, experimentName, params, pair, onClose }: ShareDialogProps) {
  const formId = useId()
  const [breakEven] = useQueryStates(breakEvenParsers)
  const [title, setTitle] = useState(`${experimentName}: comparison`)
  const [days, setDays] = useState<number>(30)
  const [embed, setEmbed] = useState(false)
  const [withBreakEven, setWithBreakEven] = useState(true)
  const share = useChange(createShare, { refreshes: [listShares], errors: "inline" })
  const view = {
    ...comparisonInput(experimentId, params),
    ...breakEvenInput(breakEven),
    ...(pair ? { studentRunId: pair.studentRunId } : {}),
    experimentId,
    title: title.trim() || "Comparison",
    withBreakEven,
  }
  const preview = useQuery({ ...routeQuery(previewShare, view), placeholderData: keepPreviousData })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    share.mutate({ ...view, expiresInDays: days, embed })
  }
  const manage = (
    <LinkButton variant="ghost" href={`/experiments/${experimentId}/shares`}>
      Shared pages
    </LinkButton>
  )
  return (
    <Dialog
      title={share.data ? "Shared" : "Share this comparison"}
      description={
        share.data
          ? undefined
          : "Freezes what is below into a page that anybody with the link can read without an account, until it expires or you revoke it."
      }
      size="lg"
      open
      onOpenChange={(open) => !open && onClose()}
      footer={
        share.data ? (
          <>
            {manage}
            <Button variant="primary" onClick={onClose}>
              Done
            </Button>
          </>
        ) : (
          <>
            {manage}
            <Button
              variant="primary"
              type="submit"
              form={formId}
              loading={share.isPending}
              disabled={!preview.data}
            >
              Create the link
            </Button>
          </>
        )
      }
    >
      {share.data ? (
        <Shared url={share.data.url} embed={share.data.embed} expiresAt={share.data.expiresAt} />
      ) : (
        <form id={formId} className="flex flex-col gap-3" onSubmit={submit}>
          {(share.error ?? preview.error) && (
            <Banner tone="error">{(share.error ?? preview.error)?.message}</Banner>
          )}
          <Input
            label="Title"
            showLabel
            required
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
          <div className="flex flex-wrap items-end gap-x-5 gap-y-2">
            <Select
              label="Open for"
              showLabel
              value={String(days)}
              onChange={(next) => setDays(Number(next))}
              options={EXPIRY_DAYS.map((count) => ({ value: String(count), label: `${count} days` }))}
            />
            <Checkbox label="Break-even" checked={withBreakEven} onChange={setWithBreakEven} />
            <Checkbox label="Other sites may show it in a frame" checked={embed} onChange={setEmbed} />
          </div>
          <SharePreview snapshot={preview.data} wantsBreakEven={withBreakEven} />
        </form>
      )}
    </Dialog>
  )
}

function Shared({ url, embed, expiresAt }: { url: string; embed: boolean; expiresAt: string }) {
  return (
    <div className="flex flex-col gap-3">
      <ShownOnce value={url} label="Link" note={`It is open until ${expiresAt.slice(0, 10)}.`} />
      {embed && (
        <ShownOnce
          value={`<iframe src="${url}" title="Comparison" width="100%" height="900" loading="lazy"></iframe>`}
          label="Embed code"
          note="The same link in a frame."
        />
      )}
    </div>
  )
}

function breakEvenInput(params: BreakEvenParams) {
  const { per, volume, training, evaluation, hourly, hours, teacherPrice, studentPrice, cached } = params
  return {
    per,
    volumePerMonth: Math.max(1, volume),
    teacherFactor: teacherPrice,
    studentFactor: studentPrice,
    ...(training === null ? {} : { trainingUsd: training }),
    ...(evaluation === null ? {} : { evaluationUsd: evaluation }),
    ...(hourly === null ? {} : { usdPerHour: hourly, hoursPerMonth: hours }),
    ...(cached === null ? {} : { cachedRate: cached / 100 }),
  }
}
