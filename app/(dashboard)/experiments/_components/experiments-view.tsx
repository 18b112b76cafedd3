"use client"

import { FlaskIcon } from "@phosphor-icons/react/dist/ssr/Flask"
import { useQueryStates } from "nuqs"
import { useState } from "react"
import { useRoutePages } from "@/components/data-table/use-route-pages"
import { formatCountOf } from "@/components/format/count"
import { Page } from "@/components/shell/page"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { Gated, usePermission } from "@/components/shell/viewer"
import { Button, LinkButton } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { PageHeader } from "@/components/ui/page-header"
import { Panel } from "@/components/ui/panel"
import { listExperiments } from "@/lib/contracts/experiments"
import { experimentsParsers, toListInput } from "../search-params"
import { DemoNote } from "./demo-note"
import { DemoProgress } from "./demo-progress"
import { Doors } from "./doors"
import { ExperimentsPanel } from "./experiments-panel"
import { NewExperimentDialog } from "./new-experiment-dialog"

/** Home: what is being asked, how far it is, and the doors for one's own data. */
export function ExperimentsView() {
  const [params] = useQueryStates(experimentsParsers)
  const [creating, setCreating] = useState(false)
  const mayCreate = usePermission("experiment.write")
  const list = useRoutePages(listExperiments, toListInput(params))
  const nothingYet = list.count === 0 && params.archived === "exclude" && params.name.trim() === ""
  useHotkeys("Experiments", [{ keys: "n", label: "New experiment", run: () => setCreating(true) }], mayCreate)
  const create = (
    <Gated permission="experiment.write">
      {(disabled) => (
        <Button variant="primary" disabled={disabled} onClick={() => setCreating(true)}>
          New experiment
        </Button>
      )}
    </Gated>
  )
  const actions = (
    <>
      <LinkButton variant="ghost" href="/import" className="max-md:hidden">
        Import
      </LinkButton>
      {!nothingYet && create}
    </>
  )
  return (
    <Page crumbs={[{ label: "Experiments" }]} actions={actions}>
      <PageHeader
        title="Experiments"
        description="Each asks one question of one task family: can a small model do it as well, for less?"
        {...(list.count
          ? { facts: [{ label: "In all", value: formatCountOf(list.count, "experiment") }] }
          : {})}
      />
      <DemoProgress />
      {nothingYet ? (
        <Panel>
          <Empty
            icon={<FlaskIcon />}
            title="No experiment yet"
            shortcut="n"
            actions={
              <>
                {create}
                <LinkButton variant="secondary" href="/import">
                  Import trajectories
                </LinkButton>
              </>
            }
          >
            An experiment holds the tasks, the runs of your models on them, and what counts as success.
            Importing a file of trajectories makes one for you.
          </Empty>
        </Panel>
      ) : (
        <ExperimentsPanel list={list} />
      )}
      <DemoNote experiments={list.items} />
      <Doors />
      <NewExperimentDialog open={creating} onOpenChange={setCreating} />
    </Page>
  )
}
