import { z } from "zod"
import { idSchema, pageInput, pageOf, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { pairPlanSchema, weightingSchema } from "@/lib/contracts/weighting"
import {
  BALANCE_MODES,
  LABEL_STATES,
  RANGE_COLUMNS,
  type Rule,
  SHARE_SCOPES,
  TAG_MODES,
  TEXT_SCOPES,
  TIE_BREAKS,
} from "@/lib/domain/curation/rule"
import { STOP_REASONS } from "@/lib/domain/episode"

const enabled = z.boolean().default(true)
const bound = z.number().nullable().default(null)
const names = z.array(z.string().min(1).max(500)).max(10_000)
const text = z.string().min(1).max(1000)
const tieBreak = z.array(z.enum(TIE_BREAKS)).min(1).default(["score", "steps", "cost"])

/** One rule of a recipe; rules act in their order, each on what the ones before it left. */
export const ruleSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("success"), enabled, keep: z.enum(["success", "failure"]).default("success") }),
  z.object({
    type: z.literal("threshold"),
    enabled,
    metric: z.string().min(1).max(200),
    min: bound,
    max: bound,
  }),
  z.object({ type: z.literal("label"), enabled, keep: z.array(z.enum(LABEL_STATES)).min(1) }),
  z.object({
    type: z.literal("stopReason"),
    enabled,
    mode: z.enum(["in", "notIn"]),
    reasons: z.array(z.enum(STOP_REASONS)),
  }),
  z.object({
    type: z.literal("range"),
    enabled,
    column: z.enum(RANGE_COLUMNS),
    min: bound,
    max: bound,
    keepUnknown: z.boolean().default(false),
  }),
  z.object({ type: z.literal("taskCap"), enabled, max: z.int().min(1).max(1_000_000), tieBreak }),
  z.object({
    type: z.literal("topShare"),
    enabled,
    share: z.number().gt(0).max(1),
    within: z.enum(SHARE_SCOPES).default("group"),
    tieBreak,
  }),
  z.object({ type: z.literal("duplicates"), enabled, tieBreak }),
  z.object({
    type: z.literal("nearDuplicates"),
    enabled,
    within: z.enum(["task", "all"]).default("task"),
    tieBreak,
  }),
  z.object({
    type: z.literal("balance"),
    enabled,
    by: z.enum(BALANCE_MODES).default("difficulty"),
    per: z.enum(["task", "all"]).default("task"),
    count: z.int().min(1).max(10_000_000),
    tieBreak,
  }),
  z.object({
    type: z.literal("agreement"),
    enabled,
    people: z.int().min(1).max(100).default(2),
    share: z.number().gt(0).max(1).default(1),
  }),
  z.object({
    type: z.literal("context"),
    enabled,
    window: z.int().min(1).max(100_000_000),
    reserve: z.int().min(0).max(100_000_000).default(0),
    model: z.string().max(200).nullable().default(null),
  }),
  z.object({ type: z.literal("tags"), enabled, mode: z.enum(TAG_MODES).default("any"), tags: names }),
  z.object({
    type: z.literal("tasks"),
    enabled,
    mode: z.enum(["keep", "drop"]).default("drop"),
    tasks: names.default([]),
    groups: names.default([]),
  }),
  z.object({
    type: z.literal("text"),
    enabled,
    mode: z.enum(["with", "without"]).default("without"),
    within: z.enum(TEXT_SCOPES).default("assistant"),
    text,
  }),
  z.object({
    type: z.literal("mask"),
    enabled,
    errors: z.boolean().default(true),
    labelled: z.boolean().default(true),
    tools: names.default([]),
  }),
  z.object({ type: z.literal("corrections"), enabled }),
]) satisfies z.ZodType<Rule>

export const rulesSchema = z.array(ruleSchema).max(50)

export const recipeSchema = z.object({
  experimentId: idSchema,
  id: idSchema,
  name: z.string(),
  version: z.int(),
  runIds: z.array(idSchema),
  rules: rulesSchema,
  weighting: weightingSchema,
  pairs: pairPlanSchema,
  createdAt: timestampSchema,
})

export type RecipeRecord = z.infer<typeof recipeSchema>

export const recipeNameSchema = z.string().trim().min(1, "A name is needed.").max(200)

export const listRecipes = defineRoute({
  id: "recipes.list",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/recipes",
  summary: "List recipes, latest version first",
  tag: "Curation",
  permission: "workspace.read",
  input: pageInput.extend({ experimentId: idSchema }),
  output: pageOf(recipeSchema),
})

export const getRecipe = defineRoute({
  id: "recipes.get",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/recipes/{recipeId}",
  summary: "Get one version of a recipe",
  tag: "Curation",
  permission: "workspace.read",
  input: z.object({ experimentId: idSchema, recipeId: idSchema }),
  output: recipeSchema,
})

export const saveRecipe = defineRoute({
  id: "recipes.save",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/recipes",
  summary: "Save a recipe; a known name gets a new version, the same rules answer the version that has them",
  tag: "Curation",
  permission: "recipe.write",
  input: z.object({
    experimentId: idSchema,
    name: recipeNameSchema,
    runIds: z.array(idSchema).min(1).max(1000),
    rules: rulesSchema,
    weighting: weightingSchema,
    pairs: pairPlanSchema,
  }),
  output: recipeSchema,
  status: 201,
})
