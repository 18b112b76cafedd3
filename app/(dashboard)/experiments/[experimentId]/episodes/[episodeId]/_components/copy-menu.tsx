"use client"

import { CopyIcon } from "@phosphor-icons/react/dist/ssr/Copy"
import { Button } from "@/components/ui/button"
import { Menu } from "@/components/ui/menu"
import { useToast } from "@/components/ui/toast"
import { call, routeUrl } from "@/lib/api-client/call"
import { exportEpisodePage } from "@/lib/contracts/episodes"
import { getStep, listSteps } from "@/lib/contracts/steps"

interface CopyMenuProps {
  experimentId: string
  episodeId: string
  /** The selected step. */
  step: number | null
  onCopyLink: () => void
}

/** The link to what is on the page, the step or the episode as JSON, and the episode as a file. */
export function CopyMenu({ experimentId, episodeId, step, onCopyLink }: CopyMenuProps) {
  const toast = useToast()
  const copy = (text: string | Promise<string>, title: string) =>
    void Promise.resolve(text)
      .then((settled) => navigator.clipboard.writeText(settled))
      .then(
        () => toast({ title }),
        (error: Error) => toast({ title: "Nothing was copied", description: error.message, tone: "error" }),
      )
  const path = { experimentId, episodeId }
  const url =
    step === null ? routeUrl(listSteps, { ...path, limit: 500 }) : routeUrl(getStep, { ...path, idx: step })
  const what = step === null ? "all steps" : `step ${step}`
  return (
    <Menu
      trigger={
        <Button variant="ghost" icon={<CopyIcon />}>
          Copy
        </Button>
      }
      items={[
        { label: step === null ? "Link" : "Link to this step", hint: "y", onSelect: onCopyLink },
        { label: "Episode id", onSelect: () => copy(episodeId, "Episode id copied") },
        {
          label: step === null ? "JSON of a step: select one first" : `JSON of step ${step}`,
          disabled: step === null,
          onSelect: () => copy(readJson({ ...path, idx: step ?? 0 }), `Step ${step} copied as JSON`),
        },
        {
          label: `curl for ${what}`,
          onSelect: () => copy(toCurl(window.location.origin + url), "Command copied; it needs an API key"),
        },
        {
          label: "Download as HTML",
          separated: true,
          onSelect: () => window.location.assign(routeUrl(exportEpisodePage, path)),
        },
      ]}
    />
  )
}

async function readJson(key: { experimentId: string; episodeId: string; idx: number }): Promise<string> {
  return JSON.stringify((await call(getStep, key)).message, null, 2)
}

function toCurl(url: string): string {
  return `curl -H "Authorization: Bearer $WINNOW_API_KEY" '${url}'`
}
