"use client"

import { FlaskIcon } from "@phosphor-icons/react/dist/ssr/Flask"
import { useQuery } from "@tanstack/react-query"
import { usePermission } from "@/components/shell/viewer"
import { Button, type ButtonProps, LinkButton } from "@/components/ui/button"
import { Tooltip } from "@/components/ui/tooltip"
import { routeQuery } from "@/lib/api-client/query"
import { listRuns } from "@/lib/contracts/runs"
import type { Rule } from "@/lib/domain/curation/rule"
import type { Weighting } from "@/lib/domain/curation/weighting"
import { PERMISSIONS } from "@/lib/domain/policy"
import { distillHref } from "./links"
import { useWhyNotDistillable } from "./use-distillable"

export interface DistillButtonProps {
  experimentId: string
  runId: string
  /** A recipe to start from; otherwise the form offers the usual ones. */
  rules?: readonly Rule[]
  weighting?: Weighting
  variant?: "primary" | "secondary"
  size?: "sm" | "base"
  className?: string
}

/** Opens the form that distills a run; stays, disabled with the reason, where that cannot be. */
export function DistillButton(props: DistillButtonProps) {
  const { experimentId, runId, rules, weighting, variant = "primary", size = "sm", className = "" } = props
  const runs = useQuery(routeQuery(listRuns, { experimentId }))
  const mayRun = usePermission("run.write")
  const problem = useWhyNotDistillable(runs.data?.items.find(({ id }) => id === runId))
  const look = { variant, size, className } satisfies Partial<ButtonProps>
  const reason = mayRun ? problem : `Needs the role ${PERMISSIONS["run.write"]}`
  if (reason) {
    return (
      <Tooltip content={reason}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a disabled button takes no focus, its explanation must */}
        <span tabIndex={0} className="inline-flex rounded-md">
          <Button {...look} variant="secondary" disabled icon={<FlaskIcon />}>
            Distill this run
          </Button>
        </span>
      </Tooltip>
    )
  }
  return (
    <LinkButton {...look} icon={<FlaskIcon />} href={distillHref(experimentId, { runId, rules, weighting })}>
      Distill this run
    </LinkButton>
  )
}
