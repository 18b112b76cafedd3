import { z } from "zod"
import { idSchema } from "@/lib/contracts/list"
import { rulesSchema } from "@/lib/contracts/recipes"
import { defineRoute } from "@/lib/contracts/route"
import { DRAW_KINDS } from "@/lib/domain/curation/drawn-sample"

/** `drawn`: episodes drawn with known propensities; `all`: every human label, taken as a plain sample. */
export const EVIDENCE_SAMPLES = ["drawn", "all"] as const

const thresholdInput = z.object({
  experimentId: idSchema,
  /** All runs of the experiment when empty. */
  runIds: z.array(idSchema).max(1000).default([]),
  rules: rulesSchema,
  /** Index of the threshold rule in question. */
  thresholdRule: z.int().min(0),
  /** A value to look at; without it the claimed threshold, else the most likely one. */
  threshold: z.number().nullable().default(null),
  /** The precision asked for. */
  precision: z.number().min(0.5).max(0.99).default(0.9),
})

const shareSchema = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  level: z.number(),
  method: z.string(),
  n: z.int(),
  tasks: z.int(),
})

const pointSchema = z.object({
  threshold: z.number(),
  /** Of what is kept, the share that is good. */
  precision: shareSchema,
  /** Of what is good, the share that is kept. */
  recall: shareSchema,
  /** Of what is bad, the share that is kept. */
  fallOut: shareSchema,
})

export type EvidencePoint = z.infer<typeof pointSchema>

export const evidenceSchema = z.object({
  /** Episodes that the threshold decides about, and how many of them no human has judged. */
  episodes: z.int(),
  unlabelled: z.int(),
  sample: z.enum(EVIDENCE_SAMPLES),
  labels: z.object({
    good: z.int(),
    bad: z.int(),
    /** Neither good nor bad: in no figure. */
    unsure: z.int(),
    /** Good and bad labels among the drawn, and among all. */
    drawn: z.int(),
    all: z.int(),
    /** Labels of drawn episodes that count once an earlier one of the draw is labelled. */
    heldBack: z.int(),
    /** Episodes that no draw could have reached. */
    uncovered: z.int(),
  }),
  /** Rules whose effect is left aside: those over labels, and later ones that choose among what is kept. */
  leftAside: z.array(z.int()),
  /** Ascending thresholds over the reach of the metric. */
  curve: z.array(pointSchema),
  /** The chance that a good episode has a higher value than a bad one. */
  rankingQuality: shareSchema,
  claim: z.object({
    precision: z.number(),
    level: z.number(),
    /** The lowest threshold that is proven, with what is known there; null when none is. */
    found: pointSchema.extend({ kept: z.int() }).nullable(),
    /** Labels above a threshold before its test makes sense. */
    labelsToBegin: z.int(),
  }),
  /** What is known at the value in question. */
  at: pointSchema.extend({
    kept: z.int(),
    /** About how many labels more would prove it; null when its precision is not above the one asked for. */
    needed: z.object({ byValue: z.int(), atRandom: z.int() }).nullable(),
  }),
})

export type ThresholdEvidence = z.infer<typeof evidenceSchema>

export const getThresholdEvidence = defineRoute({
  id: "curation.evidence",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/curation/evidence",
  summary: "Precision and recall of a threshold against human labels, and the lowest threshold they prove",
  tag: "Curation",
  permission: "workspace.read",
  input: thresholdInput.extend({
    /** Without it the drawn labels once there are enough, else all. */
    sample: z.enum(EVIDENCE_SAMPLES).optional(),
  }),
  output: z.object({ evidence: evidenceSchema.nullable() }),
})

export const drawLabels = defineRoute({
  id: "labels.draw",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/labels/draws",
  summary: "Draw the episodes to label next, at random or by how much they would narrow the evidence",
  tag: "Labels",
  permission: "label.write",
  input: thresholdInput.extend({
    kind: z.enum(DRAW_KINDS).default("value"),
    count: z.int().min(1).max(500).default(50),
  }),
  output: z.object({
    drawId: idSchema,
    /** Episodes to label; fewer than asked for when no more are without a label. */
    count: z.int(),
    threshold: z.number(),
  }),
  status: 201,
})
