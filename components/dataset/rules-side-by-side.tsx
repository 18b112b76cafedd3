import { describeRule, RULE_NAMES } from "@/components/dataset/rule-text"
import { classNames } from "@/components/ui/class-names"
import { diffRules, type RuleChange } from "@/lib/domain/curation/diff-rules"
import type { Rule } from "@/lib/domain/curation/rule"

const MARKS: Record<RuleChange["change"], { sign: string; word: string; tint: string }> = {
  same: { sign: "", word: "unchanged", tint: "" },
  changed: { sign: "~", word: "changed", tint: "bg-warn-tint" },
  added: { sign: "+", word: "added", tint: "bg-good-tint" },
  removed: { sign: "−", word: "removed", tint: "bg-bad-tint" },
}

interface RulesSideBySideProps {
  before: { name: string; rules: readonly Rule[] }
  after: { name: string; rules: readonly Rule[] }
}

/** Two recipes rule by rule. */
export function RulesSideBySide({ before, after }: RulesSideBySideProps) {
  const lines = diffRules(before.rules, after.rules)
  if (lines.length === 0) {
    return <p className="p-3 text-kumo-subtle text-note">Neither has a rule: both keep everything.</p>
  }
  return (
    <table className="w-full table-fixed text-note">
      <thead>
        <tr className="border-kumo-hairline border-b text-left text-kumo-subtle">
          <th className="w-7" aria-label="Change" />
          <th className="truncate py-1.5 pr-3 font-normal">{before.name}</th>
          <th className="truncate py-1.5 pr-3 font-normal">{after.name}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ change, index, ...line }) => (
          <tr
            key={`${index.before} ${index.after}`}
            className={classNames(
              "border-kumo-hairline border-b align-top last:border-0",
              MARKS[change].tint,
            )}
          >
            <td className="py-1.5 text-center font-medium">
              <span aria-hidden>{MARKS[change].sign}</span>
              <span className="sr-only">{MARKS[change].word}</span>
            </td>
            <RuleCell rule={line.before} />
            <RuleCell rule={line.after} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function RuleCell({ rule }: { rule: Rule | null }) {
  return (
    <td className="py-1.5 pr-3">
      {rule && (
        <>
          <span className="font-medium">{RULE_NAMES[rule.type]}</span>{" "}
          <span className="break-words text-kumo-subtle">
            {describeRule(rule)}
            {!rule.enabled && ", off"}
          </span>
        </>
      )}
    </td>
  )
}
