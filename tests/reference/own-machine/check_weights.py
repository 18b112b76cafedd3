"""Compares the loss of train.py on fixed batches with one written in numpy; prints the largest differences as JSON.

usage: check_weights.py FOLDER_OF_TRAIN_PY
"""

import json
import sys

import numpy as np
import torch

sys.path.insert(0, sys.argv[1])
import train  # noqa: E402


def log_softmax(logits):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def reference_weights(log_probs, reference, mask, variant, temperature):
    """Section 2.2 of the method, row by row and token by token."""
    weights = np.zeros_like(log_probs)
    for row in range(log_probs.shape[0]):
        places = [at for at in range(log_probs.shape[1]) if mask[row, at] > 0]
        if variant == "step":
            for at in places:
                weights[row, at] = min(1.8, max(0.2, np.exp(log_probs[row, at] - reference[row, at])))
        elif places:
            mean = sum(log_probs[row, at] - reference[row, at] for at in places) / len(places)
            weights[row, places] = min(16.0, max(0.0, np.exp(temperature * mean)))
    return weights


def compare(variant, temperature, seed):
    random = np.random.default_rng(seed)
    batch, width, vocabulary = 6, 17, 23
    logits, other = (random.normal(0, 2, (batch, width, vocabulary)) for _ in range(2))
    labels = random.integers(0, vocabulary, (batch, width))
    labels[random.random((batch, width)) < 0.4] = train.IGNORED
    labels[0] = train.IGNORED
    rows = random.random(batch) * 3
    sides = []
    for values in (logits, other):
        log_probs, mask = train.token_log_probs(torch.tensor(values), torch.tensor(labels))
        sides.append((log_probs, mask))
    (ours, mask), (theirs, _) = sides
    weights = train.importance_weights(ours, theirs, mask, variant, temperature)
    loss = (torch.tensor(rows)[:, None] * weights * -ours).sum() / mask.sum()

    targets = labels[:, 1:]
    known = (targets != train.IGNORED).astype(float)
    picked = [
        np.take_along_axis(log_softmax(values)[:, :-1], np.maximum(targets, 0)[..., None], -1)[..., 0] * known
        for values in (logits, other)
    ]
    expected = reference_weights(picked[0], picked[1], known, variant, temperature)
    total = sum(
        rows[row] * expected[row, at] * -picked[0][row, at]
        for row in range(batch)
        for at in range(width - 1)
        if known[row, at] > 0
    )
    return {
        "variant": variant,
        "temperature": temperature,
        "weights": float(np.abs(weights.numpy() * known - expected).max()),
        "loss": float(abs(loss.item() - total / known.sum())),
    }


cases = [(variant, temperature) for variant in ("sequence", "step") for temperature in (1.0, 2.0)]
print(json.dumps([compare(variant, temperature, seed) for seed, (variant, temperature) in enumerate(cases)]))
