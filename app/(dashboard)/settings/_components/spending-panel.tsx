"use client"

import { useQuery } from "@tanstack/react-query"
import { type FormEvent, useId } from "react"
import { formatUsd } from "@/components/format/usd"
import { useChange } from "@/components/shell/use-change"
import { usePermission } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { LoadError } from "@/components/ui/load-error"
import { Meter } from "@/components/ui/meter"
import { Panel } from "@/components/ui/panel"
import { TextLink } from "@/components/ui/text-link"
import { routeQuery } from "@/lib/api-client/query"
import type { RouteOutput } from "@/lib/contracts/route"
import { getSpending, updateSpending } from "@/lib/contracts/spending"

type Spending = RouteOutput<typeof getSpending>

/** What the workspace may spend in a month, and what of it is used. */
export function SpendingPanel() {
  const spending = useQuery(routeQuery(getSpending, {}))
  return (
    <Panel
      title="Spending"
      note="training, endpoints, attempts and judges at providers"
      refetching={spending.isFetching && !spending.isPending}
      padded
    >
      {spending.error && (
        <LoadError
          title="The budget did not load."
          error={spending.error}
          onRetry={() => void spending.refetch()}
        />
      )}
      {spending.data && (
        <div className="flex max-w-xl flex-col gap-4">
          <Used spending={spending.data} />
          <SpendingForm spending={spending.data} />
        </div>
      )}
    </Panel>
  )
}

function Used({ spending: { month, monthlyCapUsd, spentUsd, reservedUsd } }: { spending: Spending }) {
  const used = spentUsd + reservedUsd
  const words = monthlyCapUsd === null ? formatUsd(used) : `${formatUsd(used)} of ${formatUsd(monthlyCapUsd)}`
  const name = new Date(month).toLocaleDateString("en", { month: "long", year: "numeric", timeZone: "UTC" })
  return (
    <div className="flex flex-col gap-1.5">
      <p>
        <span className="font-medium tabular">{words}</span> in {name}: {formatUsd(spentUsd)} spent,{" "}
        {formatUsd(reservedUsd)} more expected of what is under way.
      </p>
      {monthlyCapUsd !== null && monthlyCapUsd > 0 && (
        <Meter fraction={Math.min(1, used / monthlyCapUsd)} label={words} />
      )}
      <p className="text-kumo-subtle text-note">
        What has no price is not in it: bills that a provider does not report, and calls of models without a
        price. Who changed the budget stands in the{" "}
        <TextLink className="underline" href="/activity?kind=budget">
          activity log
        </TextLink>
        .
      </p>
    </div>
  )
}

/** Null for an empty field. */
function amountOf(form: FormData, name: string): number | null {
  const text = String(form.get(name) ?? "").trim()
  return text === "" ? null : Number(text)
}

function SpendingForm({ spending }: { spending: Spending }) {
  const id = useId()
  const mayChange = usePermission("workspace.manage")
  const update = useChange(updateSpending, {
    refreshes: [getSpending],
    errors: "inline",
    done: () => "The budget is saved",
  })
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    update.mutate({
      monthlyCapUsd: amountOf(form, "monthlyCapUsd"),
      confirmAboveUsd: amountOf(form, "confirmAboveUsd"),
    })
  }
  const field = {
    type: "number",
    min: 0,
    step: "any",
    showLabel: true,
    disabled: !mayChange,
    autoComplete: "off",
  } as const
  return (
    <form id={id} className="flex flex-col gap-3" onSubmit={submit}>
      {!mayChange && <Banner tone="info">Only administrators change it.</Banner>}
      {update.error && <Banner tone="error">{update.error.message}</Banner>}
      <Input
        {...field}
        name="monthlyCapUsd"
        label="Budget of a calendar month (UTC) in USD"
        description="What may come to more is refused. Empty: no cap."
        defaultValue={spending.monthlyCapUsd ?? ""}
      />
      <Input
        {...field}
        name="confirmAboveUsd"
        label="Ask before a launch that may cost more than, in USD"
        description="Whoever starts it agrees to the amount first. Empty: nobody is asked."
        defaultValue={spending.confirmAboveUsd ?? ""}
      />
      <div>
        <Button variant="primary" type="submit" disabled={!mayChange} loading={update.isPending}>
          Save
        </Button>
      </div>
    </form>
  )
}
