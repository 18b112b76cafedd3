import { showHidden } from "@/components/transcript/visible-text"
import { Panel } from "@/components/ui/panel"
import type { JudgeDetail } from "@/lib/contracts/judges"

function describeTold({ reveals }: JudgeDetail): string {
  return reveals.length === 0 ? "the messages alone" : `the messages, and ${reveals.join(", ")}`
}

/** What makes this version of the judge. */
export function JudgeFacts({ judge }: { judge: JudgeDetail }) {
  const { modelName, version, temperature, seed, extras, rubric } = judge
  const facts: [string, string][] = [
    ["Model", showHidden(modelName)],
    ["Version", String(version)],
    [
      "Says",
      [
        "verdict with a reason",
        ...extras.map((extra) => (extra === "choices" ? "failure reasons" : extra)),
      ].join(", "),
    ],
    ["Is told", describeTold(judge)],
    ["Temperature, seed", `${temperature}, ${seed}`],
  ]
  return (
    <Panel title="Rubric" padded>
      <dl className="mb-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-note">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-kumo-subtle">{name}</dt>
            <dd className="[overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="whitespace-pre-wrap text-prose [overflow-wrap:anywhere]">{showHidden(rubric)}</p>
    </Panel>
  )
}
