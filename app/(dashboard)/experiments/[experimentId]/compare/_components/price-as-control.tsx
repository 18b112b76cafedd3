"use client"

import { CaretDownIcon } from "@phosphor-icons/react/dist/ssr/CaretDown"
import { XIcon } from "@phosphor-icons/react/dist/ssr/X"
import type { ReactNode } from "react"
import { PricePicker } from "@/components/model/price-picker"
import type { RunEntity } from "@/components/run/run-entities"
import { Button } from "@/components/ui/button"
import { Disclosure } from "@/components/ui/disclosure"
import { EntityName } from "@/components/ui/entity-name"
import { Popover } from "@/components/ui/popover"
import { RUN_ROLES, type RunRecord, type RunRole } from "@/lib/contracts/runs"
import type { CompareParams, SetCompareParams } from "../search-params"
import { chosenPrice, withPrice } from "./price-choices"

interface PriceAsControlProps {
  params: CompareParams
  set: SetCompareParams
  runs: readonly RunRecord[]
  entityOf: (runId: string) => RunEntity
}

const ROLE_NAMES: Record<RunRole, string> = {
  teacher: "Teachers",
  student: "Students",
  baseline: "Baselines",
}

/** What if the tokens of these runs had been billed at another model's prices? By role, or run by run. */
export function PriceAsControl({ params, set, runs, entityOf }: PriceAsControlProps) {
  const { priceAs } = params
  const compared = runs.filter(({ id }) => params.runs.length === 0 || params.runs.includes(id))
  const roles = RUN_ROLES.filter((role) => compared.some((run) => run.role === role))
  const choose = (target: string, priceId: string | null) =>
    set({ priceAs: withPrice(priceAs, target, priceId) })
  const row = (target: string, name: string, content: ReactNode) => (
    <PriceRow
      key={target}
      name={name}
      content={content}
      value={chosenPrice(priceAs, target)}
      onChange={(priceId) => choose(target, priceId)}
    />
  )
  return (
    <Popover
      title="Price as"
      align="end"
      className="w-[min(92vw,420px)]"
      trigger={<Button icon={<CaretDownIcon size={12} />}>Price as</Button>}
    >
      <p className="mt-1 text-kumo-subtle text-note">
        What if the recorded tokens had been billed at another model's prices? Nothing is stored.
      </p>
      <div className="mt-3 flex max-h-[60vh] flex-col gap-2 overflow-y-auto">
        {roles.map((role) => row(role, ROLE_NAMES[role], ROLE_NAMES[role]))}
        <Disclosure title="Run by run" open={compared.some(({ id }) => chosenPrice(priceAs, id) !== null)}>
          <div className="flex flex-col gap-2">
            {compared.map(({ id, name }) => row(id, name, <EntityName {...entityOf(id)} name={name} />))}
          </div>
        </Disclosure>
      </div>
    </Popover>
  )
}

interface PriceRowProps {
  name: string
  content: ReactNode
  value: string | null
  onChange: (priceId: string | null) => void
}

function PriceRow({ name, content, value, onChange }: PriceRowProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,190px)_24px] items-center gap-2">
      <span className="flex min-w-0 text-body" title={name}>
        {content}
      </span>
      <PricePicker
        label={`Price ${name} as`}
        value={value}
        onChange={onChange}
        placeholder="As on record"
        className="w-full"
      />
      {value !== null && (
        <Button
          size="xs"
          variant="ghost"
          shape="square"
          icon={<XIcon size={12} />}
          aria-label={`Own price for ${name}`}
          onClick={() => onChange(null)}
        />
      )}
    </div>
  )
}
