# /// script
# requires-python = ">=3.10"
# dependencies = ["accelerate==1.15.0", "peft==0.21.2", "torch==2.15.0", "transformers==5.24.0"]
# ///
"""Answers OpenAI's chat completions with a model that train.py wrote, one request at a time.

usage: WINNOW_SERVE_KEY=... uv run serve.py RUN_FOLDER [HOST:PORT]

Without an address it chooses a free port of the loopback interface. It writes the port to serve.json once the model is loaded.
SIGTERM ends it.
"""

import hmac
import json
import os
import re
import sys
import time
import uuid
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import torch
from peft import AutoPeftModelForCausalLM
from transformers import AutoModelForCausalLM, AutoTokenizer

TOOL_CALL = re.compile(r"<tool_call>\s*(\{.*?\})\s*</tool_call>", re.DOTALL)
THINKING = re.compile(r"^\s*<think>(.*?)</think>\s*", re.DOTALL)
LARGEST_BODY = 64 * 1024 * 1024


def load(path):
    tokenizer = AutoTokenizer.from_pretrained(path)
    kind = AutoPeftModelForCausalLM if (path / "adapter_config.json").exists() else AutoModelForCausalLM
    model = kind.from_pretrained(path, dtype="auto").eval()
    return tokenizer, model.to("cuda") if torch.cuda.is_available() else model


def to_template(message):
    kept = {key: value for key, value in message.items() if value is not None}
    calls = [
        {**call, "function": {**call["function"], "arguments": json.loads(call["function"]["arguments"])}}
        for call in message.get("tool_calls") or []
    ]
    return {"content": "", **kept, **({"tool_calls": calls} if calls else {})}


def to_message(text):
    """The text as an assistant message: thoughts apart, tool calls as OpenAI writes them; what does not parse stays text."""
    message = {"role": "assistant"}
    thought = THINKING.match(text)
    if thought:
        text = text[thought.end() :]
        if thought.group(1).strip():
            message["reasoning_content"] = thought.group(1).strip()
    calls = []
    for found in TOOL_CALL.finditer(text):
        try:
            call = json.loads(found.group(1))
            function = {"name": call["name"], "arguments": json.dumps(call.get("arguments", {}))}
        except (ValueError, KeyError, TypeError):
            return {**message, "content": text.strip()}
        calls.append({"id": f"call_{uuid.uuid4().hex[:24]}", "type": "function", "function": function})
    content = TOOL_CALL.sub("", text).strip()
    return {**message, "content": content or None, **({"tool_calls": calls} if calls else {})}


class Model:
    def __init__(self, path, max_output_tokens=1024):
        self.tokenizer, self.model = load(path)
        self.max_output_tokens = max_output_tokens

    @torch.no_grad()
    def complete(self, request):
        started = time.perf_counter()
        encoded = self.tokenizer.apply_chat_template(
            [to_template(message) for message in request["messages"]],
            tools=request.get("tools") or None,
            add_generation_prompt=True,
            tokenize=True,
            return_dict=True,
            return_tensors="pt",
        ).to(self.model.device)
        temperature = request.get("temperature", 1.0)
        if request.get("seed") is not None:
            torch.manual_seed(request["seed"])
        sampling = {"do_sample": True, "temperature": temperature, "top_k": 0} if temperature > 0 else {"do_sample": False}
        limit = request.get("max_completion_tokens") or request.get("max_tokens") or self.max_output_tokens
        answer = self.model.generate(
            **encoded, **sampling, max_new_tokens=limit, pad_token_id=self.tokenizer.pad_token_id
        )
        length = encoded["input_ids"].shape[1]
        fresh = answer[0, length:]
        message = to_message(self.tokenizer.decode(fresh, skip_special_tokens=True))
        reason = "tool_calls" if "tool_calls" in message else "length" if len(fresh) >= limit else "stop"
        return {
            "id": f"chatcmpl-{uuid.uuid4().hex}",
            "object": "chat.completion",
            "created": int(time.time()),
            "model": request.get("model", "student"),
            "choices": [{"index": 0, "message": message, "finish_reason": reason}],
            "usage": {
                "prompt_tokens": length,
                "completion_tokens": len(fresh),
                "total_tokens": length + len(fresh),
            },
            "took_ms": round((time.perf_counter() - started) * 1000),
        }


class Server(HTTPServer):
    request_queue_size = 128
    folder = None

    def service_actions(self):
        if not self.folder.exists():
            sys.exit("the run folder is gone")


class Handler(BaseHTTPRequestHandler):
    model = None
    token = None

    def answer(self, status, body):
        payload = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def refuse(self, status, message):
        self.answer(status, {"error": {"message": message, "type": "invalid_request_error"}})

    def is_let_in(self):
        return hmac.compare_digest(self.headers.get("authorization") or "", f"Bearer {self.token}")

    def do_GET(self):
        if not self.is_let_in():
            self.refuse(401, "The key is wrong.")
        elif self.path == "/v1/models":
            self.answer(200, {"object": "list", "data": [{"id": "student", "object": "model"}]})
        else:
            self.refuse(404, "Only /v1/models and /v1/chat/completions are served.")

    def do_POST(self):
        length = int(self.headers.get("content-length") or 0)
        if self.path != "/v1/chat/completions":
            self.refuse(404, "Only /v1/models and /v1/chat/completions are served.")
        elif not self.is_let_in():
            self.refuse(401, "The key is wrong.")
        elif length > LARGEST_BODY:
            self.refuse(413, "The request is larger than 64 MiB.")
        else:
            try:
                self.answer(200, self.model.complete(json.loads(self.rfile.read(length))))
            except (ValueError, KeyError, TypeError) as error:
                self.refuse(400, f"{type(error).__name__}: {error}")

    def log_message(self, *_):
        pass


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    host, _, port = (sys.argv[2] if len(sys.argv) == 3 else "127.0.0.1:0").rpartition(":")
    Handler.token = os.environ.get("WINNOW_SERVE_KEY") or sys.exit("choose a key: WINNOW_SERVE_KEY=...")
    config = json.loads((folder / "config.json").read_text())
    Handler.model = Model(folder / "model", config.get("maxOutputTokens", 1024))
    server = Server((host or "127.0.0.1", int(port)), Handler)
    server.folder = folder
    draft = folder / "serve.json.new"
    draft.write_text(json.dumps({"port": server.server_port, "pid": os.getpid()}))
    draft.replace(folder / "serve.json")
    server.serve_forever()


if __name__ == "__main__":
    main()
