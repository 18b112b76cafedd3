"use client"

import type { ReactNode } from "react"
import { DeploymentPanel } from "@/components/distill/deployment-panel"
import { placeOf } from "@/components/distill/place"
import type { PipelineRecord } from "@/lib/contracts/pipelines"
import { HandOverPanel } from "./hand-over-panel"
import { HostedPanel } from "./hosted-panel"
import { ProviderEventsPanel } from "./provider-events-panel"
import { RefusalPanel } from "./refusal-panel"

interface HostedProps {
  pipeline: PipelineRecord
}

/** What a provider says of the training, around `children`; those alone where it trains on this machine. */
export function HostedReports({
  pipeline,
  following,
  children,
}: HostedProps & { following: boolean; children?: ReactNode }) {
  const { experimentId, fineTuneId, hosted } = pipeline
  if (!hosted || !fineTuneId) return children
  return (
    <>
      {hosted.refusal && <RefusalPanel pipeline={pipeline} job={hosted} refusal={hosted.refusal} />}
      {hosted.isHandedOver && following && hosted.status !== "succeeded" && (
        <HandOverPanel pipeline={pipeline} job={hosted} />
      )}
      {children}
      <ProviderEventsPanel
        experimentId={experimentId}
        fineTuneId={fineTuneId}
        place={placeOf(hosted)}
        following={following}
      />
    </>
  )
}

/** The job at its provider, and the endpoint that it bills. */
export function HostedFacts({ pipeline }: HostedProps) {
  const { hosted, deployment } = pipeline
  if (!hosted) return null
  return (
    <>
      <HostedPanel pipeline={pipeline} job={hosted} />
      {deployment && <DeploymentPanel deployment={deployment} />}
    </>
  )
}
