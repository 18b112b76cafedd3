"use client"

import { Banner } from "@/components/ui/banner"
import { TextLink } from "@/components/ui/text-link"
import type { BaseModelRecord } from "@/lib/contracts/providers"
import { findSunsets, type Sunset } from "@/lib/domain/model-dates"
import { useNow } from "./use-now"

function inDays(days: number): string {
  if (days === 0) return "today"
  return days === 1 ? "tomorrow" : `in ${days} days`
}

function describe(sunset: Sunset, title: string): string {
  switch (sunset.kind) {
    case "not_trainable":
      return `No jobs for ${title} since ${sunset.date}.`
    case "training_ends":
      return `${title} takes no new jobs after ${sunset.date}, ${inDays(sunset.days)}.`
    case "retired":
      return `${title} and every fine-tune of it were switched off on ${sunset.date}.`
    case "retires":
      return `${title} and every fine-tune of it are switched off on ${sunset.date}, ${inDays(sunset.days)}.`
  }
}

/** What its provider announced of a model's end, before it bites, with where that was read. */
export function SunsetBanners({ model }: { model: BaseModelRecord }) {
  const now = useNow(false)
  if (now === null) return null
  const sunsets = findSunsets(model, new Date(now).toISOString().slice(0, 10))
  if (sunsets.length === 0) return null
  const isOver = sunsets.some(({ kind }) => kind === "not_trainable" || kind === "retired")
  return (
    <Banner tone={isOver ? "error" : "warn"}>
      {sunsets.map((sunset) => `${describe(sunset, model.title)} `)}
      {model.note && `${model.note} `}
      {model.source && (
        <>
          <TextLink href={model.source}>Source</TextLink>, read {model.sourceDate}.
        </>
      )}
    </Banner>
  )
}
