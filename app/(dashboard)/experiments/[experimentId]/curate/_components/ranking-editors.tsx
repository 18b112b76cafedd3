"use client"

import { BALANCE_WORDS, SCOPE_WORDS, TIE_BREAK_WORDS } from "@/components/dataset/rule-text"
import { Select } from "@/components/ui/select"
import {
  BALANCE_MODES,
  type RankingRule,
  type Rule,
  SHARE_SCOPES,
  TIE_BREAKS,
} from "@/lib/domain/curation/rule"
import { NumberField } from "./number-field"

interface EditorProps<R extends Rule> {
  rule: R
  onChange: (rule: Rule) => void
}

/** What decides first; the other criteria follow in their usual order. */
export function TieBreakSelect<R extends RankingRule>({ rule, onChange }: EditorProps<R>) {
  return (
    <Select
      label="Which ones are best"
      showLabel
      value={rule.tieBreak[0] ?? "score"}
      onChange={(first) =>
        onChange({ ...rule, tieBreak: [first, ...TIE_BREAKS.filter((other) => other !== first)] })
      }
      options={TIE_BREAKS.map((value) => ({ value, label: TIE_BREAK_WORDS[value] }))}
    />
  )
}

export function TaskCapEditor({ rule, onChange }: EditorProps<Extract<Rule, { type: "taskCap" }>>) {
  return (
    <>
      <NumberField
        label="Episodes per task at most"
        value={rule.max}
        min={1}
        max={1_000_000}
        whole
        required
        onCommit={(max) => max !== null && onChange({ ...rule, max })}
      />
      <TieBreakSelect rule={rule} onChange={onChange} />
    </>
  )
}

export function ShareEditor({ rule, onChange }: EditorProps<Extract<Rule, { type: "topShare" }>>) {
  return (
    <>
      <NumberField
        label="Share to keep, percent"
        value={rule.share * 100}
        min={0.1}
        max={100}
        required
        onCommit={(percent) => percent !== null && onChange({ ...rule, share: percent / 100 })}
      />
      <Select
        label="Of"
        showLabel
        value={rule.within}
        onChange={(within) => onChange({ ...rule, within })}
        options={SHARE_SCOPES.map((value) => ({ value, label: SCOPE_WORDS[value] }))}
      />
      <TieBreakSelect rule={rule} onChange={onChange} />
    </>
  )
}

export function NearDuplicatesEditor({
  rule,
  onChange,
}: EditorProps<Extract<Rule, { type: "nearDuplicates" }>>) {
  return (
    <>
      <Select
        label="Compare"
        showLabel
        value={rule.within}
        onChange={(within) => onChange({ ...rule, within })}
        options={[
          { value: "task", label: "attempts at one task" },
          { value: "all", label: "all episodes" },
        ]}
      />
      <TieBreakSelect rule={rule} onChange={onChange} />
    </>
  )
}

export function BalanceEditor({ rule, onChange }: EditorProps<Extract<Rule, { type: "balance" }>>) {
  return (
    <>
      <div className="grid grid-cols-2 gap-2">
        <NumberField
          label="Episodes"
          value={rule.count}
          min={1}
          max={10_000_000}
          whole
          required
          onCommit={(count) => count !== null && onChange({ ...rule, count })}
        />
        <Select
          label="Counted"
          showLabel
          value={rule.per}
          onChange={(per) => onChange({ ...rule, per })}
          options={[
            { value: "task", label: "a task" },
            { value: "all", label: "in all" },
          ]}
        />
      </div>
      <Select
        label="Dealt out"
        showLabel
        value={rule.by}
        onChange={(by) => onChange({ ...rule, by })}
        options={BALANCE_MODES.map((value) => ({ value, label: BALANCE_WORDS[value] }))}
      />
      <TieBreakSelect rule={rule} onChange={onChange} />
    </>
  )
}
