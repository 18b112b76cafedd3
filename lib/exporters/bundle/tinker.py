# /// script
# requires-python = ">=3.11"
# dependencies = ["tinker==0.38.0", "tinker-cookbook==0.6.1"]
# ///
"""Trains a LoRA at Tinker on one Winnow dataset: supervised, over the messages that the file marks as trainable.

usage: TINKER_API_KEY=... uv run train.py RUN_FOLDER

RUN_FOLDER holds config.json and train.jsonl, a conversation a line. The script writes events.jsonl, one JSON object a line, and
at the end model.json with the address of the weights.
"""

import json
import random
import sys
import time
from pathlib import Path

import tinker
from tinker_cookbook import model_info, renderers
from tinker_cookbook.renderers import ToolCall, TrainOnWhat
from tinker_cookbook.supervised.data import conversation_to_datum
from tinker_cookbook.tokenizer_utils import get_tokenizer


def conversation(row, renderer):
    """The messages as the cookbook wants them: tool calls as its own objects, tools within the system message."""
    messages = row["messages"]
    for message in messages:
        if "tool_calls" in message:
            message["tool_calls"] = [ToolCall.model_validate(call) for call in message["tool_calls"]]
    if "tools" not in row:
        return messages
    system = messages.pop(0)["content"] if messages[0]["role"] == "system" else ""
    prefix = renderer.create_conversation_prefix_with_tools(row["tools"], system)
    return [{**message, "trainable": False} for message in prefix] + messages


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    config = json.loads((folder / "config.json").read_text())
    rows = [json.loads(line) for line in (folder / "train.jsonl").read_text().splitlines()]
    model = config["baseModel"]
    renderer = renderers.get_renderer(model_info.get_recommended_renderer_name(model), get_tokenizer(model))
    data = [
        conversation_to_datum(conversation(row, renderer), renderer, config["maxTokens"], TrainOnWhat.CUSTOMIZED)
        for row in rows
    ]
    client = tinker.ServiceClient().create_lora_training_client(base_model=model, rank=config["lora"]["rank"])
    size = config["batchSize"] * config["gradientAccumulation"]
    steps = config["epochs"] * -(-len(data) // size)
    order, step = random.Random(config["seed"]), 0
    for _ in range(config["epochs"]):
        order.shuffle(data)
        for start in range(0, len(data), size):
            rate = config["learningRate"] * (1 - step / steps)
            forward = client.forward_backward(data[start : start + size], loss_fn="cross_entropy")
            update = client.optim_step(tinker.AdamParams(learning_rate=rate, beta1=0.9, beta2=0.95, eps=1e-8))
            metrics = forward.result().metrics
            update.result()
            step += 1
            line = {"at": time.time(), "type": "step", "step": step, "steps": steps, "metrics": metrics}
            with (folder / "events.jsonl").open("a") as events:
                events.write(json.dumps(line, default=float) + "\n")
    path = client.save_weights_for_sampler(name="winnow").result().path
    (folder / "model.json").write_text(json.dumps({"path": path, "baseModel": model}))
    print(path)


if __name__ == "__main__":
    main()
