import { formatCount } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import { formatUsd } from "@/components/format/usd"
import { Estimate } from "@/components/ui/estimate"
import type { BreakEvenAnswer } from "@/lib/contracts/break-even"
import { type BreakEven, type BreakEvenSettings, volumeToPayBackIn } from "@/lib/domain/pricing/break-even"
import {
  formatBreakEven,
  formatSunset,
  monthsOfDays,
  payBackBefore,
} from "@/lib/domain/pricing/format-break-even"
import type { Estimate as EstimateValue } from "@/lib/domain/stats/estimate"

interface BreakEvenResultProps {
  answer: BreakEvenAnswer
  result: BreakEven
  settings: BreakEvenSettings
}

const DAY_MS = 24 * 3600 * 1000

/** The sentence, what it rests on, and what a price change or a retired model does to it. */
export function BreakEvenResult({ answer, result, settings }: BreakEvenResultProps) {
  const { outcome } = result
  const unit = settings.per === "episode" ? "episode" : "success"
  return (
    <div className="flex min-w-0 flex-col gap-2.5">
      <p className="text-balance font-semibold text-figure" data-testid="break-even">
        {formatBreakEven(result, settings)}
      </p>
      <dl className="flex flex-col gap-1 text-note">
        <Row name="Spent once">{describeOneOff(settings)}</Row>
        <Row name={`Saves per ${unit}`}>
          <Estimate estimate={result.savingUsd} unit="usd" />
        </Row>
        <Row name={`At ${formatCount(settings.volumePerMonth)} a month`}>
          <Estimate estimate={result.savingPerMonthUsd} unit="usd" />
        </Row>
        {outcome === "pays_back" && (
          <Row name="Pays back in">
            <span className="tabular">{describeTime(result.months)}</span>
          </Row>
        )}
        <Row name={`Teacher per ${unit}`}>
          <Estimate estimate={result.teacherUsd} unit="usd" />
        </Row>
        <Row name={`Student per ${unit}${settings.dedicated ? ", its share of the server" : ""}`}>
          <Estimate estimate={result.studentUsd} unit="usd" />
        </Row>
      </dl>
      <PriceFloor result={result} settings={settings} />
      {answer.sunsets.map(({ name, role, date }) => (
        <Sunset key={role} name={name} role={role} date={date} result={result} settings={settings} />
      ))}
    </div>
  )
}

function Row({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-3">
      <dt className="text-kumo-subtle">{name}</dt>
      <dd className="m-0 text-right">{children}</dd>
    </div>
  )
}

function describeOneOff({ oneOffUsd }: BreakEvenSettings): string {
  return oneOffUsd === null ? "unknown: fill in what is missing" : formatUsd(oneOffUsd)
}

/** The time in the unit a reader thinks in, with its interval. */
function describeTime({ value, low, high }: EstimateValue): string {
  if (value === null) return "never"
  const [factor, name] = value < 1 / 15 ? [30.44 * 24, "hours"] : value < 2 ? [30.44, "days"] : [1, "months"]
  const write = (months: number) => {
    const amount = months * factor
    return amount < 10 ? amount.toFixed(1) : formatCount(amount)
  }
  if (low === null) return `${write(value)} ${name}`
  return `${write(value)} ${name} [${write(low)}, ${high === null ? "never" : write(high)}]`
}

function PriceFloor({ result, settings }: Omit<BreakEvenResultProps, "answer">) {
  const least = result.leastTeacherFactor
  if (least === null || result.outcome === "unknown") return null
  const text =
    result.savingUsd.value !== null && result.savingUsd.value > 0
      ? `A teacher ${formatPercent(1 - least / settings.teacherFactor, 0)} cheaper than ${settings.teacherFactor === 1 ? "today" : "shown"} would cost no more than the student.`
      : `The teacher would have to cost more than ${least.toFixed(2)}× today's price for the student to pay.`
  return <p className="text-kumo-subtle text-note">{text}</p>
}

interface SunsetProps extends Omit<BreakEvenResultProps, "answer"> {
  name: string
  role: BreakEvenAnswer["sunsets"][number]["role"]
  date: string
}

const SUNSET_NAMES = { student: "The student", base: "The base", teacher: "The teacher" }

function Sunset({ name, role, date, result, settings }: SunsetProps) {
  const days = (Date.parse(date) - Date.now()) / DAY_MS
  const outcome = payBackBefore(Math.max(0, days), result)
  const needed = volumeToPayBackIn(monthsOfDays(Math.max(0, days)), result, settings)
  const late = outcome === "after" || outcome === "maybe"
  return (
    <p className={late ? "text-note text-warn" : "text-kumo-subtle text-note"}>
      {formatSunset(`${SUNSET_NAMES[role]} (${name})`, date, outcome)}
      {late && needed !== null && ` It takes ${formatCount(Math.ceil(needed))} a month to be even by then.`}
    </p>
  )
}
