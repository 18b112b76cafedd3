"use client"

import { CodeIcon } from "@phosphor-icons/react/dist/ssr/Code"
import { PlayIcon } from "@phosphor-icons/react/dist/ssr/Play"
import { UploadSimpleIcon } from "@phosphor-icons/react/dist/ssr/UploadSimple"
import { useRouter } from "next/navigation"
import { type ReactNode, useState, useSyncExternalStore } from "react"
import { evaluateHref } from "@/components/distill/links"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { Gated } from "@/components/shell/viewer"
import { Button, LinkButton } from "@/components/ui/button"
import { Kbd } from "@/components/ui/kbd"
import { Panel } from "@/components/ui/panel"
import { Snippet } from "@/components/ui/snippet"
import { NewExperimentDialog } from "./new-experiment-dialog"

const IMPORT_COMMAND = "bin/winnow import results.json --experiment NAME --model NAME"

/** The ways in for one's own data and models. */
export function Doors() {
  const router = useRouter()
  const origin = useOrigin()
  useHotkeys("Experiments", [{ keys: "i", label: "Import trajectories", run: () => router.push("/import") }])
  return (
    <Panel title="Bring your own">
      <div className="grid divide-kumo-hairline max-lg:divide-y lg:grid-cols-3 lg:divide-x">
        <Door
          icon={<UploadSimpleIcon size={16} />}
          title="Import trajectories"
          shortcut="i"
          snippet={IMPORT_COMMAND}
          snippetLabel="the import command"
          action={
            <LinkButton variant="secondary" href="/import">
              Choose files
            </LinkButton>
          }
        >
          tau-bench results, FireAct and ReAct JSON, OpenAI chat JSONL. A preview shows what will be made
          before anything is written.
        </Door>
        <Door icon={<PlayIcon size={16} />} title="Evaluate a model" action={<EvaluateButton />}>
          A connected endpoint, a trained student or a scripted teacher that needs no key plays BabyAI,
          multi-hop retrieval over a corpus of yours, or tau-bench. Every attempt becomes an episode to
          review, label and distill.
        </Door>
        <Door
          icon={<CodeIcon size={16} />}
          title="Post from your own code"
          snippet={postExample(origin)}
          snippetLabel="the example request"
          action={
            <LinkButton variant="secondary" href="/settings">
              Create an API key
            </LinkButton>
          }
        >
          One line of JSON per episode, sent as often as you like: what is there already is counted as a
          duplicate.
        </Door>
      </div>
    </Panel>
  )
}

/** An evaluation belongs to an experiment: that first. */
function EvaluateButton() {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Gated permission="experiment.write">
        {(disabled) => (
          <Button disabled={disabled} onClick={() => setIsOpen(true)}>
            Evaluate in a new experiment
          </Button>
        )}
      </Gated>
      <NewExperimentDialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title="Evaluate a model in a new experiment"
        hrefOf={evaluateHref}
      />
    </>
  )
}

interface DoorProps {
  icon: ReactNode
  title: string
  shortcut?: string
  snippet?: string
  snippetLabel?: string
  action: ReactNode
  children: ReactNode
}

function Door({ icon, title, shortcut, snippet, snippetLabel = "the example", action, children }: DoorProps) {
  return (
    <div className="flex min-w-0 flex-col items-start gap-2 p-3.5">
      <div className="flex w-full items-center gap-2">
        <span aria-hidden>{icon}</span>
        <h3 className="flex-1 font-semibold text-body">{title}</h3>
        {shortcut && <Kbd>{shortcut}</Kbd>}
      </div>
      <p className="text-kumo-subtle">{children}</p>
      {snippet && (
        <div className="w-full">
          <Snippet label={snippetLabel}>{snippet}</Snippet>
        </div>
      )}
      <div className="mt-auto">{action}</div>
    </div>
  )
}

function postExample(origin: string): string {
  return `curl --data-binary @episodes.jsonl \\
  -H "Authorization: Bearer wn_..." \\
  -H "Content-Type: application/x-ndjson" \\
  ${origin}/api/v1/experiments/EXPERIMENT/runs/RUN/episodes`
}

const neverChanges = () => () => undefined

/** Where this installation answers; the server does not know what the browser calls it. */
function useOrigin(): string {
  return useSyncExternalStore(
    neverChanges,
    () => location.origin,
    () => "",
  )
}
