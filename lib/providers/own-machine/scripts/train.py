# /// script
# requires-python = ">=3.10"
# dependencies = [
#   "accelerate==1.15.0",
#   "datasets==5.2.0",
#   "peft==0.21.2",
#   "torch==2.15.0",
#   "transformers==5.24.0",
#   "trl==1.16.0",
# ]
# ///
"""Trains a model on one Winnow dataset: SFT, importance-weighted SFT or DPO, with LoRA or in full.

usage: uv run train.py RUN_FOLDER

RUN_FOLDER holds config.json, train.jsonl and perhaps validation.jsonl. Rows are chat messages with a weight for the row
and a weight of 0 or 1 for each reply, or a prompt with a chosen and a rejected answer. The script adds events.jsonl (one
JSON object a line), status.json, checkpoints/ and, at the end, model/. Run again, it goes on from the last checkpoint. SIGTERM stops
it after the step under way. One run at a time works in a folder.

With WINNOW_URL and WINNOW_HAND_OVER in the environment, it tells that Winnow how far it is and sends it the model.

Importance weights follow Qin and Springenberg, arXiv 2507.12856, as released: see `importance_weights`.
"""

import copy
import fcntl
import hashlib
import json
import os
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
import uuid
import zipfile
from pathlib import Path

import torch
from datasets import Dataset
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM, AutoTokenizer, TrainerCallback, set_seed
from transformers.trainer_utils import get_last_checkpoint
from trl import DPOConfig, DPOTrainer, SFTConfig, SFTTrainer

IGNORED = -100
SEQUENCE_CAP = 16.0
STEP_CLIP = 0.8


def importance_weights(log_probs, reference, mask, variant, temperature=1.0):
    """Weights of the loss, without gradient; all arguments are [batch, tokens], `mask` 1 where a token is trained on.

    sequence: clamp(exp(temperature * mean_t(l_t - ref_t)), 0, 16), one weight for all tokens of a row (the paper's run).
    step: clamp(exp(l_t - ref_t), 0.2, 1.8), one for each token.
    """
    difference = (log_probs.detach() - reference) * mask
    if variant == "step":
        return difference.exp().clamp(1 - STEP_CLIP, 1 + STEP_CLIP)
    mean = difference.sum(dim=-1) / mask.sum(dim=-1).clamp(min=1)
    return (temperature * mean).exp().clamp(0, SEQUENCE_CAP).unsqueeze(-1).expand_as(log_probs)


def token_log_probs(logits, labels):
    """Log-probability of every next token that is trained on, 0 elsewhere, and the mask: both [batch, tokens - 1]."""
    targets = labels[:, 1:]
    mask = (targets != IGNORED).to(logits.dtype)
    chosen = logits[:, :-1].log_softmax(dim=-1).gather(-1, targets.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    return chosen * mask, mask


class RunFolder:
    """What the run reads and what it says: every file is replaced or appended to, never left half-written."""

    def __init__(self, path):
        self.path = Path(path)
        self.config = json.loads((self.path / "config.json").read_text())
        self.listener = None

    def lock(self):
        """Held until the process ends, however it ends. Exits where another run works in the folder."""
        self.held = (self.path / "train.lock").open("w")
        try:
            fcntl.flock(self.held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            sys.exit(f"another run is training in {self.path}")

    def rows(self, name):
        file = self.path / f"{name}.jsonl"
        if not file.exists():
            return []
        with file.open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines if line.strip()]

    def say(self, kind, **fields):
        line = json.dumps({"at": time.time(), "type": kind, **fields})
        with (self.path / "events.jsonl").open("a", encoding="utf-8") as events:
            events.write(line + "\n")
            events.flush()
            os.fsync(events.fileno())

    def set_status(self, status, **fields):
        draft = self.path / "status.json.new"
        draft.write_text(json.dumps({"status": status, "pid": os.getpid(), **fields}))
        draft.replace(self.path / "status.json")
        if self.listener:
            self.listener.status = {"status": status, **fields}


class HandOver(threading.Thread):
    """Tells Winnow how far the run is, every few seconds and in the background: a lost line costs it a look, not the run."""

    EVERY_SECONDS = 5
    TRIES = 8
    LINES = 500
    # Weights and texts: nothing that is run when it is loaded.
    SENT = {".safetensors", ".json", ".txt", ".jinja", ".model", ".md"}

    def __init__(self, folder, url, token, stop):
        super().__init__(daemon=True)
        self.folder = folder
        self.url = url.rstrip("/") + "/api/v1/hand-over"
        self.token = token
        self.stop = stop
        self.turn = threading.Lock()
        self.told = 0
        self.status = {"status": "loading"}
        self.closed = False
        # Another folder is another run of the same job: what the first one said counts no more.
        name = folder / "session"
        if not name.exists():
            name.write_text(uuid.uuid4().hex)
        self.session = name.read_text()

    def run(self):
        while not self.closed:
            self.tell()
            time.sleep(self.EVERY_SECONDS)

    def request(self, method, path, body, **headers):
        request = urllib.request.Request(self.url + path, data=body, method=method)
        for name, value in {"authorization": f"Bearer {self.token}", **headers}.items():
            request.add_header(name.replace("_", "-"), value)
        with urllib.request.urlopen(request, timeout=300) as response:
            return json.load(response)

    def lines(self):
        file = self.folder / "events.jsonl"
        text = file.read_text() if file.exists() else ""
        return [json.loads(line) for line in text[: text.rfind("\n") + 1].splitlines()]

    def tell(self):
        """True once all is told. What Winnow will not hear any more ends the run."""
        with self.turn:
            if self.closed:
                return True
            lines = self.lines()
            part = lines[self.told : self.told + self.LINES]
            body = {"session": self.session, "from": self.told, "status": self.status, "lines": part}
            try:
                answer = self.request("POST", "/progress", json.dumps(body).encode(), content_type="application/json")
            except urllib.error.HTTPError as error:
                said = error.read().decode(errors="replace")[:300]
                print(f"Winnow did not take the report: {said}", flush=True)
                if error.code in (401, 403, 409):
                    self.closed = True
                    self.stop()
                return self.closed
            except (OSError, ValueError) as error:
                print(f"Winnow could not be reached, trying again: {error}", flush=True)
                return False
            self.told += len(part)
            if answer.get("cancel"):
                self.stop()
            return self.told >= len(lines)

    def tell_at_last(self):
        for attempt in range(self.TRIES):
            if self.tell():
                return
            time.sleep(2**attempt)

    def send(self):
        """The model as one archive, with its hash; @raises where Winnow refuses it or stays away."""
        archive = self.folder / "model.zip"
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as target:
            for file in sorted((self.folder / "model").iterdir()):
                if file.is_file() and file.suffix in self.SENT:
                    target.write(file, file.name)
        digest = hashlib.sha256()
        with archive.open("rb") as source:
            while chunk := source.read(1 << 20):
                digest.update(chunk)
        headers = {
            "content_type": "application/zip",
            "content_length": str(archive.stat().st_size),
            "x_content_sha256": digest.hexdigest(),
        }
        for attempt in range(self.TRIES):
            try:
                with archive.open("rb") as source:
                    self.request("PUT", "/result", source, **headers)
                self.closed = True
                return archive.unlink()
            except urllib.error.HTTPError as error:
                said = error.read().decode(errors="replace")[:300]
                if error.code < 500 and error.code != 429:
                    raise RuntimeError(f"Winnow refused the model, which stays in {self.folder / 'model'}: {said}") from error
                print(f"Winnow did not take the model, trying again: {said}", flush=True)
            except OSError as error:
                print(f"Winnow could not be reached, trying again: {error}", flush=True)
            time.sleep(2**attempt)
        raise RuntimeError(f"Winnow could not be reached; the model stays in {self.folder / 'model'}")


class Stop:
    """Whether the run is to end early; SIGTERM says so."""

    def __init__(self):
        self.asked = False
        signal.signal(signal.SIGTERM, self.ask)

    def ask(self, *_):
        self.asked = True


class Reporter(TrainerCallback):
    """Writes what the trainer logs, and stops it when asked to."""

    def __init__(self, folder, stop):
        self.folder = folder
        self.stop = stop

    def on_log(self, args, state, control, logs=None, **_):
        logs = logs or {}
        for stage, key in (("train", "loss"), ("validation", "eval_loss")):
            if key in logs:
                loss = logs.get("nll", logs[key]) if stage == "train" else logs[key]
                self.folder.say("metric", stage=stage, step=state.global_step, steps=state.max_steps, loss=float(loss))

    def on_step_end(self, args, state, control, **_):
        self.folder.set_status("running", step=state.global_step, steps=state.max_steps)
        if self.stop.asked:
            control.should_save = True
            control.should_training_stop = True
        return control

    def on_save(self, args, state, control, **_):
        self.folder.say("checkpoint", step=state.global_step)


def render(tokenizer, messages, tools, for_reply=False):
    encoded = tokenizer.apply_chat_template(
        messages, tools=tools or None, add_generation_prompt=for_reply, tokenize=True, return_dict=True
    )
    return list(encoded["input_ids"])


def to_template(message):
    """Chat templates take arguments as objects and no nulls."""
    kept = {key: value for key, value in message.items() if value is not None and key != "weight"}
    calls = [
        {**call, "function": {**call["function"], "arguments": json.loads(call["function"]["arguments"])}}
        for call in message.get("tool_calls") or []
    ]
    return {"content": "", **kept, **({"tool_calls": calls} if calls else {})}


def encode_row(tokenizer, row, max_tokens):
    """Rows of { input_ids, labels, weight }, and how many were too long: the conversation with its trained replies, or one row for each of them where the
    template writes earlier turns differently once there are later ones."""
    messages = [to_template(message) for message in row["messages"]]
    tools = row.get("tools")
    trained = [
        index
        for index, message in enumerate(row["messages"])
        if message["role"] == "assistant" and message.get("weight", 1) != 0
    ]
    if not trained:
        return [], 0
    turns = []
    for index in trained:
        prompt = render(tokenizer, messages[:index], tools, for_reply=True)
        whole = render(tokenizer, messages[: index + 1], tools)
        turns.append((prompt, whole) if whole[: len(prompt)] == prompt else (common_start(prompt, whole), whole))
    last = turns[-1][1]
    together = all(last[: len(whole)] == whole for _, whole in turns)
    spans = [(len(prompt), len(whole)) for prompt, whole in turns]
    rows = [(last, spans)] if together else [(whole, [span]) for (_, whole), span in zip(turns, spans)]
    encoded, dropped = [], 0
    for ids, chosen in rows:
        if len(ids) > max_tokens:
            dropped += 1
            continue
        labels = [IGNORED] * len(ids)
        for start, end in chosen:
            labels[start:end] = ids[start:end]
        encoded.append({"input_ids": ids, "labels": labels, "weight": float(row.get("weight", 1))})
    return encoded, dropped


def common_start(left, right):
    length = next((at for at, (a, b) in enumerate(zip(left, right)) if a != b), min(len(left), len(right)))
    return left[:length]


def collate(tokenizer):
    pad = tokenizer.pad_token_id

    def batch(rows):
        width = max(len(row["input_ids"]) for row in rows)

        def padded(key, filler):
            return torch.tensor([row[key] + [filler] * (width - len(row[key])) for row in rows])

        answer = {
            "input_ids": padded("input_ids", pad),
            "attention_mask": torch.tensor(
                [[1] * len(row["input_ids"]) + [0] * (width - len(row["input_ids"])) for row in rows]
            ),
            "labels": padded("labels", IGNORED),
            "weight": torch.tensor([row["weight"] for row in rows]),
        }
        if "ref_log_probs" in rows[0]:
            answer["ref_log_probs"] = torch.tensor(
                [row["ref_log_probs"] + [0.0] * (width - 1 - len(row["ref_log_probs"])) for row in rows]
            )
        return answer

    return batch


class CuratedTrainer(SFTTrainer):
    """SFT over the trained replies, each row times its weight; with `variant`, times its importance weight as well."""

    def __init__(self, *args, variant=None, temperature=1.0, reference=None, **options):
        self.variant = variant
        self.temperature = temperature
        self.reference = reference
        self.seen = [0.0, 0.0]
        super().__init__(*args, **options)

    def log(self, logs, *args, **options):
        """Beside the loss, whose weights move as it learns, its like without any weights: nats for each trained token."""
        total, tokens = self.seen
        if "loss" in logs and tokens > 0:
            logs["nll"] = total / tokens
            self.seen = [0.0, 0.0]
        super().log(logs, *args, **options)

    def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
        inputs = dict(inputs)
        labels, weight = inputs.pop("labels"), inputs.pop("weight")
        known = inputs.pop("ref_log_probs", None)
        outputs = model(**inputs, use_cache=False)
        log_probs, mask = token_log_probs(outputs.logits.float(), labels)
        if model.training:
            self.seen[0] -= log_probs.detach().sum().item()
            self.seen[1] += mask.sum().item()
        weights = weight.to(log_probs)[:, None]
        if self.variant and model.training:
            reference = self.reference_log_probs(model, inputs, labels) if known is None else known.to(log_probs)
            weights = weights * importance_weights(log_probs, reference, mask, self.variant, self.temperature)
        items = mask.sum() if num_items_in_batch is None else num_items_in_batch
        loss = (weights * -log_probs).sum() / items
        return (loss, outputs) if return_outputs else loss

    @torch.no_grad()
    def reference_log_probs(self, model, inputs, labels):
        """Of the weights that training began with: the frozen copy, or the model with its adapter switched off."""
        if self.reference is not None:
            logits = self.reference(**inputs, use_cache=False).logits
        else:
            with self.accelerator.unwrap_model(model).disable_adapter():
                logits = model(**inputs, use_cache=False).logits
        return token_log_probs(logits.float(), labels)[0]


@torch.no_grad()
def add_reference(folder, model, tokenizer, rows, batch_size):
    """Log-probabilities of the starting weights beside every row, kept on the disk for a run that goes on later."""
    file = folder.path / "ref_log_probs.jsonl"
    if file.exists():
        known = [json.loads(line) for line in file.read_text().splitlines()]
        if [len(values) for values in known] == [len(row["input_ids"]) - 1 for row in rows]:
            return [{**row, "ref_log_probs": values} for row, values in zip(rows, known)]
    model.eval()
    batch = collate(tokenizer)
    known = []
    for start in range(0, len(rows), batch_size):
        part = rows[start : start + batch_size]
        inputs = {key: value.to(model.device) for key, value in batch(part).items() if key != "weight"}
        labels = inputs.pop("labels")
        log_probs, _ = token_log_probs(model(**inputs, use_cache=False).logits.float(), labels)
        known += [values[: len(row["input_ids"]) - 1].tolist() for row, values in zip(part, log_probs)]
    draft = file.with_suffix(".new")
    draft.write_text("".join(json.dumps(values) + "\n" for values in known))
    draft.replace(file)
    return [{**row, "ref_log_probs": values} for row, values in zip(rows, known)]


def arguments(folder, kind, **more):
    config = folder.config
    return kind(
        output_dir=str(folder.path / "checkpoints"),
        num_train_epochs=config["epochs"],
        learning_rate=config["learningRate"],
        per_device_train_batch_size=config["batchSize"],
        per_device_eval_batch_size=config["batchSize"],
        gradient_accumulation_steps=config["gradientAccumulation"],
        lr_scheduler_type="cosine",
        warmup_steps=config["warmupSteps"],
        seed=config["seed"],
        bf16=torch.cuda.is_available() and torch.cuda.is_bf16_supported(),
        use_cpu=not torch.cuda.is_available(),
        logging_steps=config["logEvery"],
        save_strategy="steps",
        save_steps=config["saveEvery"],
        save_total_limit=2,
        eval_strategy="epoch" if folder.rows("validation") else "no",
        report_to=[],
        remove_unused_columns=False,
        max_length=config["maxTokens"],
        **more,
    )


def lora_of(config):
    lora = config.get("lora")
    if lora is None:
        return None
    return LoraConfig(
        r=lora["rank"], lora_alpha=lora["alpha"], lora_dropout=0.0, target_modules="all-linear", task_type="CAUSAL_LM"
    )


def make_sft(folder, model, tokenizer, reporter):
    config = folder.config
    variant = {"sft": None, "iw-sft": "sequence", "iw-sft-step": "step"}[config["method"]]

    def encoded(name):
        parts = [encode_row(tokenizer, line, config["maxTokens"]) for line in folder.rows(name)]
        return [row for rows, _ in parts for row in rows], sum(count for _, count in parts)

    (train, dropped), (validation, more) = encoded("train"), encoded("validation")
    if not train:
        raise ValueError(f"no row of train.jsonl has a trained reply within maxTokens; {dropped} are longer")
    tokens = sum(label != IGNORED for row in train for label in row["labels"])
    folder.say("data", rows=len(train), validationRows=len(validation), dropped=dropped + more, trainedTokens=tokens)
    reference = None
    if variant and config["reference"] == "precomputed":
        train = add_reference(folder, model, tokenizer, train, config["batchSize"])
    elif variant and not config.get("lora"):
        reference = copy.deepcopy(model).eval().requires_grad_(False)
    lora = lora_of(config)
    return CuratedTrainer(
        model=get_peft_model(model, lora) if lora else model,
        args=arguments(folder, SFTConfig, dataset_kwargs={"skip_prepare_dataset": True}),
        train_dataset=Dataset.from_list(train),
        eval_dataset=Dataset.from_list(validation) if validation else None,
        processing_class=tokenizer,
        data_collator=collate(tokenizer),
        callbacks=[reporter],
        variant=variant,
        temperature=config["temperature"],
        reference=reference,
    )


def make_dpo(folder, model, tokenizer, reporter):
    def pairs(name):
        rows = []
        for line in folder.rows(name):
            sides = {key: [to_template(message) for message in line[key]] for key in ("prompt", "chosen", "rejected")}
            tools = line.get("tools")
            whole = {side: sides["prompt"] + sides[side] for side in ("chosen", "rejected")}
            tools = json.loads(tools) if isinstance(tools, str) else tools
            text = {
                side: tokenizer.apply_chat_template(messages, tools=tools or None, tokenize=False)
                for side, messages in whole.items()
            }
            prompt = tokenizer.apply_chat_template(
                sides["prompt"], tools=tools or None, tokenize=False, add_generation_prompt=True
            )
            prompt = prompt if all(value.startswith(prompt) for value in text.values()) else os.path.commonprefix(
                [prompt, *text.values()]
            )
            rows.append({"prompt": prompt, **{side: value[len(prompt) :] for side, value in text.items()}})
        return rows

    train, validation = pairs("train"), pairs("validation")
    if not train:
        raise ValueError("train.jsonl has no pair")
    folder.say("data", rows=len(train), validationRows=len(validation))
    return DPOTrainer(
        model=model,
        args=arguments(folder, DPOConfig, beta=folder.config["beta"]),
        train_dataset=Dataset.from_list(train),
        eval_dataset=Dataset.from_list(validation) if validation else None,
        processing_class=tokenizer,
        peft_config=lora_of(folder.config),
        callbacks=[reporter],
    )


def train(folder, stop):
    config = folder.config
    set_seed(config["seed"])
    folder.set_status("loading")
    tokenizer = AutoTokenizer.from_pretrained(config["baseModel"])
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
    model = AutoModelForCausalLM.from_pretrained(config["baseModel"], dtype="auto")
    make = make_dpo if config["method"] == "dpo" else make_sft
    trainer = make(folder, model, tokenizer, Reporter(folder, stop))
    checkpoints = folder.path / "checkpoints"
    last = get_last_checkpoint(str(checkpoints)) if checkpoints.exists() else None
    if last:
        folder.say("resumed", step=int(last.rsplit("-", 1)[1]))
    folder.set_status("running", step=0, steps=0)
    if not stop.asked:
        trainer.train(resume_from_checkpoint=last)
    if stop.asked:
        return "cancelled"
    draft = folder.path / "model.new"
    trainer.save_model(str(draft))
    tokenizer.save_pretrained(str(draft))
    draft.rename(folder.path / "model")
    folder.say("saved", path="model")
    return "succeeded"


def listen(folder, stop):
    """Winnow elsewhere, where this run was handed over by one."""
    url, token = os.environ.get("WINNOW_URL"), os.environ.get("WINNOW_HAND_OVER")
    if not url or not token:
        return None
    folder.listener = HandOver(folder.path, url, token, stop.ask)
    folder.listener.start()
    return folder.listener


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = RunFolder(sys.argv[1])
    folder.lock()
    stop = Stop()
    winnow = listen(folder, stop)
    try:
        status = "succeeded" if (folder.path / "model").exists() else train(folder, stop)
        if winnow and status == "succeeded":
            winnow.tell_at_last()
            winnow.send()
        folder.set_status(status)
    except Exception as error:
        said = f"{type(error).__name__}: {error}"
        folder.say("error", message=said[:5000])
        folder.set_status("failed", message=said[:5000])
        raise
    finally:
        if winnow:
            winnow.tell_at_last()


if __name__ == "__main__":
    main()
