"use client"

import { CodeIcon } from "@phosphor-icons/react/dist/ssr/Code"
import { UploadSimpleIcon } from "@phosphor-icons/react/dist/ssr/UploadSimple"
import { useRouter } from "next/navigation"
import { type ReactNode, useSyncExternalStore } from "react"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { LinkButton } from "@/components/ui/button"
import { Kbd } from "@/components/ui/kbd"
import { Panel } from "@/components/ui/panel"
import { Snippet } from "@/components/ui/snippet"

const IMPORT_COMMAND = "bin/winnow import results.json --experiment NAME --model NAME"

/** The ways in for one's own data. */
export function Doors() {
  const router = useRouter()
  const origin = useOrigin()
  useHotkeys("Experiments", [{ keys: "i", label: "Import trajectories", run: () => router.push("/import") }])
  return (
    <Panel title="Bring your own">
      <div className="grid divide-kumo-hairline max-md:divide-y md:grid-cols-2 md:divide-x">
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

interface DoorProps {
  icon: ReactNode
  title: string
  shortcut?: string
  snippet: string
  snippetLabel: string
  action: ReactNode
  children: ReactNode
}

function Door({ icon, title, shortcut, snippet, snippetLabel, action, children }: DoorProps) {
  return (
    <div className="flex min-w-0 flex-col items-start gap-2 p-3.5">
      <div className="flex w-full items-center gap-2">
        <span aria-hidden>{icon}</span>
        <h3 className="flex-1 font-semibold text-body">{title}</h3>
        {shortcut && <Kbd>{shortcut}</Kbd>}
      </div>
      <p className="text-kumo-subtle">{children}</p>
      <div className="w-full">
        <Snippet label={snippetLabel}>{snippet}</Snippet>
      </div>
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
