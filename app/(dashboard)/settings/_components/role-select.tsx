"use client"

import { Select } from "@/components/ui/select"
import { ROLES, type Role } from "@/lib/domain/policy"

const MEANINGS: Record<Role, string> = {
  viewer: "reads everything",
  labeler: "and labels episodes",
  editor: "and imports, curates, trains",
  admin: "and manages people",
}

export interface RoleSelectProps {
  label: string
  showLabel?: boolean
  value: Role
  onChange: (role: Role) => void
  /** The highest role on offer. */
  max?: Role
  disabled?: boolean
  size?: "xs" | "sm" | "base"
}

/** One of the four roles; each includes the ones before it. */
export function RoleSelect({ max = "admin", ...props }: RoleSelectProps) {
  const offered = ROLES.slice(0, ROLES.indexOf(max) + 1)
  return (
    <Select
      {...props}
      options={offered.map((role) => ({ value: role, label: role }))}
      {...(props.showLabel ? { description: describeRole(props.value) } : {})}
    />
  )
}

function describeRole(role: Role): string {
  const upTo = ROLES.slice(0, ROLES.indexOf(role) + 1).map((each) => MEANINGS[each])
  const sentence = upTo.join(" ")
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}
