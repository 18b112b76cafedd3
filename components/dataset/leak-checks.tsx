import { CheckCircleIcon } from "@phosphor-icons/react/dist/ssr/CheckCircle"
import { InfoIcon } from "@phosphor-icons/react/dist/ssr/Info"
import { WarningCircleIcon } from "@phosphor-icons/react/dist/ssr/WarningCircle"
import { formatCount } from "@/components/format/count"
import { TextLink } from "@/components/ui/text-link"
import type { LeakCertificate } from "@/lib/contracts/leaks"
import type { LeakSide } from "@/lib/domain/curation/leak"
import { LEAK_WORDS } from "@/lib/domain/curation/leak-text"

type Check = LeakCertificate["checks"][number]

type End = Check["examples"][number]["train"]

const SIDE_WORDS: Record<LeakSide, string> = {
  train: "train",
  validation: "validation",
  test: "test",
  heldOut: "held out",
}

interface LeakChecksProps {
  experimentId: string
  certificate: LeakCertificate
  /** Only what was found. */
  foundOnly?: boolean
}

/** What was looked for across the line, how often it was found, and where. */
export function LeakChecks({ experimentId, certificate, foundOnly = false }: LeakChecksProps) {
  const checks = certificate.checks.filter(({ pairs }) => !foundOnly || pairs > 0)
  return (
    <ul className="flex flex-col gap-1.5 text-note">
      {checks.map((check) => (
        <li key={`${check.kind} ${check.level}`} className="flex items-start gap-2">
          <CheckIcon check={check} />
          <div className="min-w-0 flex-1">
            <div className="flex justify-between gap-2">
              <span>
                <span className="first-letter:uppercase inline-block">{LEAK_WORDS[check.kind]}</span>
                {check.level === "note" && check.pairs > 0 && (
                  <span className="text-kumo-subtle">{whyNote(check)}</span>
                )}
              </span>
              <span className="shrink-0 tabular">{describePairs(check)}</span>
            </div>
            {check.pairs > 0 && check.kind !== "group" && (
              <ul className="text-kumo-subtle">
                {check.examples.slice(0, 3).map(({ train, other, similarity }) => (
                  <li key={`${train.task} ${other.task}`} className="truncate">
                    <Task experimentId={experimentId} end={train} /> and{" "}
                    <Task experimentId={experimentId} end={other} />, {SIDE_WORDS[other.side]}
                    {similarity < 1 && `, ${similarity.toFixed(2)} alike`}
                  </li>
                ))}
              </ul>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

function CheckIcon({ check }: { check: Check }) {
  const props = { size: 14, className: "mt-0.5 shrink-0" }
  if (check.pairs === 0) {
    return <CheckCircleIcon {...props} className={`${props.className} text-good`} aria-label="none" />
  }
  if (check.level === "note") {
    return <InfoIcon {...props} className={`${props.className} text-kumo-subtle`} aria-label="note" />
  }
  return <WarningCircleIcon {...props} className={`${props.className} text-bad`} aria-label="problem" />
}

function whyNote({ kind }: Check): string {
  return kind === "group" ? ", as a split by task allows" : ", too short to tell tasks apart"
}

function describePairs({ kind, pairs }: Check): string {
  if (pairs === 0) return "none"
  const noun = kind === "group" ? "template" : "pair"
  return `${formatCount(pairs)} ${pairs === 1 ? noun : `${noun}s`}`
}

function Task({ experimentId, end }: { experimentId: string; end: End }) {
  if (end.episodeId === null) return <span>{end.task}</span>
  return (
    <TextLink href={`/experiments/${experimentId}/episodes/${end.episodeId}`} className="underline">
      {end.task}
    </TextLink>
  )
}
