"""Loads what train.py wrote the way serve.py does and prints its answer to one question as JSON.

usage: ask_model.py RUN_FOLDER
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, sys.argv[1])
import serve  # noqa: E402

model = serve.Model(Path(sys.argv[1]) / "model")
question = {"messages": [{"role": "user", "content": "Go to room 3."}], "temperature": 0, "max_tokens": 8}
print(json.dumps(model.complete(question)))
