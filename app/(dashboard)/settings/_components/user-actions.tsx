"use client"

import { DotsThreeIcon } from "@phosphor-icons/react/dist/ssr/DotsThree"
import { useState } from "react"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { Menu } from "@/components/ui/menu"
import { listUsers, signOutUser, type UserRecord, updateUser } from "@/lib/contracts/users"

/** Signing a member out and closing or opening the account. */
export function UserActions({ user }: { user: UserRecord }) {
  const [isAsking, setIsAsking] = useState(false)
  const update = useChange(updateUser, {
    refreshes: [listUsers],
    done: ({ name, disabledAt }) =>
      disabledAt ? `${name} can no longer sign in` : `${name} can sign in again`,
  })
  const signOut = useChange(signOutUser, {
    refreshes: [listUsers],
    done: () => `${user.name} is signed out everywhere`,
  })
  const userId = user.id
  const standing = user.disabledAt
    ? { label: "Enable", onSelect: () => update.mutate({ userId, disabled: false }) }
    : { label: "Disable", danger: true, onSelect: () => setIsAsking(true) }
  return (
    <>
      <Gated permission="user.manage">
        {(disabled) => {
          const button = (
            <Button
              variant="ghost"
              shape="square"
              size="xs"
              icon={<DotsThreeIcon size={18} weight="bold" className="text-kumo-subtle" />}
              aria-label={`Actions for ${user.name}`}
              disabled={disabled}
            />
          )
          if (disabled) return button
          const items = [
            { label: "Sign out everywhere", onSelect: () => signOut.mutate({ userId }) },
            ...(user.isLocal ? [] : [{ ...standing, separated: true }]),
          ]
          return <Menu trigger={button} items={items} />
        }}
      </Gated>
      <ConfirmDialog
        title={`Disable ${user.name}?`}
        open={isAsking}
        onOpenChange={setIsAsking}
        confirm="Disable"
        cancel="Keep the account"
        destructive
        onConfirm={() => update.mutate({ userId, disabled: true })}
      >
        Sessions and API keys of this account stop working at once. Labels and everything else it made stay.
        You can enable it again.
      </ConfirmDialog>
    </>
  )
}
