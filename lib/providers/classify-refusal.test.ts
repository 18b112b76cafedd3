import { expect, it } from "vitest"
import type { Refusal } from "@/lib/domain/refusal"
import { classifyRefusal } from "@/lib/providers/classify-refusal"

const SAID: [Refusal, number | null, string, string][] = [
  ["expired_key", 401, "invalid_api_key", "Incorrect API key provided."],
  ["training_not_available", 403, "training_not_available", "Not for you."],
  ["training_not_available", 403, "", "Fine-tuning is no longer available to your organization."],
  ["training_not_available", 400, "", "Your organization is not eligible to create fine-tuning jobs."],
  ["model_not_available", 400, "model_not_available", "Model gpt-9 is not available for fine-tuning."],
  ["model_not_available", 400, "", "The model o4-mini cannot be fine-tuned."],
  [
    "insufficient_funds",
    429,
    "insufficient_quota",
    "You exceeded your current quota, please check your plan and billing details.",
  ],
  ["insufficient_funds", 402, "", "Payment required"],
  ["quota", 429, "RESOURCE_EXHAUSTED", "Quota exceeded for concurrent tuning jobs."],
  ["quota", 400, "", "You have reached the maximum number of active fine-tuning jobs."],
  ["rate_limited", 429, "rate_limit_exceeded", "Rate limit reached for requests."],
  ["unavailable", 503, "", "overloaded"],
  ["moderation", null, "unsafe_file", "The job failed because it was blocked by our moderation system."],
  ["invalid_file", 400, "invalid_training_file", "Invalid file format."],
  ["invalid_file", null, "", "Line 7: `messages[1]` must contain a `role` field"],
  ["forbidden", 403, "", "You have insufficient permissions for this operation."],
  ["not_found", 404, "", "No such job"],
  ["conflict", 409, "ALREADY_EXISTS", "It exists."],
  ["invalid_request", 422, "", "n_epochs must be positive"],
  ["failed", null, "server_error", "Something went wrong."],
]

it("finds the reason behind what providers say", () => {
  const found = SAID.map(([, status, code, message]) => classifyRefusal({ status, code, message }))
  expect(found).toEqual(SAID.map(([refusal]) => refusal))
})
