"use client"

import { useQuery } from "@tanstack/react-query"
import { routeQuery } from "@/lib/api-client/query"
import type { EpisodeDetail } from "@/lib/contracts/episodes"
import { getLabelSchema } from "@/lib/contracts/label-schema"
import { EMPTY_LABEL_SCHEMA } from "@/lib/domain/label-schema"
import { type FieldLabel, LabelFields } from "./label-fields"
import type { Labeller } from "./use-labeller"

export interface EpisodeFieldsProps {
  episode: EpisodeDetail
  labeller: Labeller
  keysUnder?: string
  disabled: boolean
}

/** Failure reasons, scales and tags of an episode, each saved at once. */
export function EpisodeFields({ episode, labeller, keysUnder, disabled }: EpisodeFieldsProps) {
  const { experimentId, id } = episode
  const schema = useQuery(routeQuery(getLabelSchema, { experimentId })).data ?? EMPTY_LABEL_SCHEMA
  const say = ({ key, name, value }: FieldLabel) =>
    labeller.say({
      episodeIds: [id],
      stepIdx: null,
      key,
      name,
      value,
      words: value === null ? `${name} taken back` : `${name} saved`,
    })
  return (
    <LabelFields
      schema={schema}
      said={episode.labels.filter(({ stepIdx }) => stepIdx === null)}
      onChange={say}
      {...(keysUnder ? { keysUnder } : {})}
      disabled={disabled}
    />
  )
}
