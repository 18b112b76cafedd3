"use client"

import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useId, useState } from "react"
import { Gated } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { Input } from "@/components/ui/input"
import { useToast } from "@/components/ui/toast"
import { call } from "@/lib/api-client/call"
import { listRecipes, saveRecipe } from "@/lib/contracts/recipes"
import type { RouteInput } from "@/lib/contracts/route"
import type { RunRecord } from "@/lib/contracts/runs"
import { useOpenRecipe } from "./use-open-recipe"
import type { RecipeControl } from "./use-recipe"

interface SaveRecipeDialogProps {
  experimentId: string
  recipe: RecipeControl
  runs: readonly RunRecord[]
}

/** Saves the rules under a name; a known name gets its next version. */
export function SaveRecipeDialog({ experimentId, recipe, runs }: SaveRecipeDialogProps) {
  const formId = useId()
  const toast = useToast()
  const client = useQueryClient()
  const { opened } = useOpenRecipe(experimentId, recipe)
  const [isOpen, setIsOpen] = useState(false)
  const [typed, setTyped] = useState<string | null>(null)
  const save = useMutation({
    mutationFn: (input: RouteInput<typeof saveRecipe>) => call(saveRecipe, input),
    onSuccess: async ({ id, name, version }) => {
      await client.invalidateQueries({ queryKey: [listRecipes.id] })
      recipe.set({ recipe: id })
      setIsOpen(false)
      toast({ title: `Saved as ${name} v${version}`, tone: "success" })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { run, rules, weights: weighting, pairs } = recipe.params
    save.mutate({
      experimentId,
      name: typed ?? opened?.name ?? "",
      rules,
      weighting,
      pairs,
      runIds: run.length > 0 ? run : runs.map(({ id }) => id),
    })
  }
  return (
    <>
      <Gated permission="recipe.write">
        {(forbidden) => (
          <Button disabled={forbidden || runs.length === 0} onClick={() => setIsOpen(true)}>
            Save recipe
          </Button>
        )}
      </Gated>
      <Dialog
        title="Save recipe"
        description="A name that is known gets a new version; the versions before stay."
        size="base"
        open={isOpen}
        onOpenChange={(open) => {
          setIsOpen(open)
          setTyped(null)
          save.reset()
        }}
        footer={
          <Button variant="primary" type="submit" form={formId} loading={save.isPending}>
            Save recipe
          </Button>
        }
      >
        <form id={formId} onSubmit={submit} className="flex flex-col gap-3">
          {save.error && <Banner tone="error">{save.error.message}</Banner>}
          <Input
            label="Name"
            showLabel
            required
            maxLength={200}
            placeholder="retail-clean"
            value={typed ?? opened?.name ?? ""}
            onChange={(event) => setTyped(event.target.value)}
          />
        </form>
      </Dialog>
    </>
  )
}
