"use client"

import { useQuery } from "@tanstack/react-query"
import { useQueryState } from "nuqs"
import { ExperimentSwitch } from "@/components/experiment/experiment-switch"
import { Page } from "@/components/shell/page"
import { Tabs } from "@/components/ui/tabs"
import { routeQuery } from "@/lib/api-client/query"
import { getExperiment } from "@/lib/contracts/experiments"
import { labelViewParser } from "../search-params"
import { AgreementView } from "./agreement-view"
import { JudgesView } from "./judges-view"
import { LabelKeysDialog } from "./label-keys-dialog"
import { LabelQueue } from "./label-queue"
import { LabelSettings } from "./label-settings"
import { ReviewQueues } from "./review-queues"

/** Where labels are made: alone, one episode after the other, or in queues that several people review. */
export function LabelView({ experimentId }: { experimentId: string }) {
  const [view, setView] = useQueryState("view", labelViewParser.withOptions({ history: "push" }))
  const experiment = useQuery(routeQuery(getExperiment, { experimentId })).data
  const controls = (
    <>
      <Tabs
        value={view}
        onChange={(next) => void setView(next)}
        options={[
          { value: "single", label: "One by one" },
          { value: "queues", label: "Queues" },
          { value: "judges", label: "Judges" },
          { value: "agreement", label: "Agreement" },
        ]}
      />
      <LabelSettings experimentId={experimentId} />
    </>
  )
  return (
    <Page
      layout="work"
      crumbs={[
        { label: experiment?.name ?? "Experiment", href: `/experiments/${experimentId}` },
        { label: <h1>Label</h1> },
      ]}
      actions={
        <>
          <div className="flex items-center gap-2 max-md:hidden">
            {controls}
            <LabelKeysDialog />
          </div>
          <ExperimentSwitch experimentId={experimentId} hrefOf={(id) => `/experiments/${id}/label`} />
        </>
      }
    >
      <div className="flex h-11 items-center gap-2 overflow-x-auto border-kumo-hairline border-b px-3 md:hidden">
        {controls}
      </div>
      {view === "single" && <LabelQueue experimentId={experimentId} />}
      {view === "agreement" && <AgreementView experimentId={experimentId} />}
      {view === "judges" && <JudgesView experimentId={experimentId} />}
      {view === "queues" && <ReviewQueues experimentId={experimentId} />}
    </Page>
  )
}
