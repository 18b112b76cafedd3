"""Plays random actions in the real Minigrid and prints one JSON object a line for every episode.

Each line holds the state the episode starts from (grid, agent, carrying, instruction, step limit), the actions, and after
the reset and every step what Minigrid answers: the 7 x 7 x 3 image as hex (column by column), reward, terminated,
truncated, and the text of the view, rendered here from the image alone and independently of the project's code.

usage: python export.py [--episodes 1000] [--guided 0] [--seed 0]
  --guided adds episodes in which Minigrid's own bot chooses half of the actions, so that more missions succeed.
"""

import argparse
import contextlib
import io
import json
import random
import sys

from minigrid.core.constants import IDX_TO_COLOR, IDX_TO_OBJECT
from minigrid.core.world_object import Box, Door
from minigrid.envs.babyai import goto, open as opening, other, pickup, putnext, unlock
from minigrid.envs.babyai.core.roomgrid_level import RoomGridLevel
from minigrid.envs.babyai.core.verifier import (
    AfterInstr,
    BeforeInstr,
    GoToInstr,
    ObjDesc,
    OpenInstr,
    PickupInstr,
    PutNextInstr,
)
from minigrid.utils.baby_ai_bot import BabyAIBot

ACTIONS = ["turn left", "turn right", "go forward", "pick up", "drop", "toggle"]
ACTION_WEIGHTS = [2, 2, 5, 2, 1, 2]
DOOR_STATES = {0: "open", 1: "closed", 2: "locked"}


class PatientBot(BabyAIBot):
    """Random actions can bring Minigrid's bot into a state in which it plans without end."""

    searches_left = 0

    def _breadth_first_search(self, *args, **kwargs):
        self.searches_left -= 1
        if self.searches_left < 0:
            raise RuntimeError("the bot does not come to a decision")
        return super()._breadth_first_search(*args, **kwargs)


class PickupThenGoTo(RoomGridLevel):
    """Minigrid ships no level of this mission alone; its own instruction classes make one."""

    def __init__(self, **kwargs):
        super().__init__(num_rows=1, num_cols=1, **kwargs)

    def gen_mission(self):
        self.place_agent()
        objects = self.add_distractors(num_distractors=6)
        self.check_objs_reachable()
        first, second = self._rand_subset(objects, 2)
        fetch = PickupInstr(ObjDesc(first.type, first.color))
        go = GoToInstr(ObjDesc(second.type, second.color))
        self.instrs = BeforeInstr(fetch, go) if self._rand_bool() else AfterInstr(go, fetch)


class TwoRooms(RoomGridLevel):
    """Two rooms and one door, locked half of the time, with its key beside the agent."""

    def __init__(self, **kwargs):
        super().__init__(num_rows=1, num_cols=2, **kwargs)

    def gen_mission(self):
        room = self._rand_int(0, 2)
        door, _ = self.add_door(0, 0, 0)
        if door.is_locked:
            self.add_object(room, 0, "key", door.color)
        self.add_distractors(num_distractors=4)
        self.place_agent(room, 0)
        self.check_objs_reachable()
        self.instrs = OpenInstr(ObjDesc("door", door.color))


LEVELS = {
    "goto": [
        ("GoToLocal", lambda: goto.GoToLocal()),
        ("GoToObj", lambda: goto.GoToObj()),
        ("GoToRedBall", lambda: goto.GoToRedBall()),
        ("GoToDoor", lambda: goto.GoToDoor()),
    ],
    "pickup": [
        ("OneRoomS8", lambda: other.OneRoomS8()),
        ("UnlockPickup", lambda: unlock.UnlockPickup(distractors=True)),
        ("Pickup2x2", lambda: pickup.Pickup(num_rows=2, num_cols=2)),
        ("UnblockPickup2x2", lambda: pickup.UnblockPickup(num_rows=2, num_cols=2)),
    ],
    "open": [
        ("TwoRooms", lambda: TwoRooms()),
        ("OpenDoor", lambda: opening.OpenDoor(select_by="color")),
        ("UnlockLocal", lambda: unlock.UnlockLocal(distractors=True)),
        ("KeyInBox", lambda: unlock.KeyInBox()),
    ],
    "putnext": [
        ("PutNextLocal", lambda: putnext.PutNextLocal()),
        ("PutNext", lambda: putnext.PutNext(room_size=6, objs_per_room=3)),
        ("PutNextCarrying", lambda: putnext.PutNext(room_size=6, objs_per_room=3, start_carrying=True)),
    ],
    "seq": [
        ("PickupThenGoTo", lambda: PickupThenGoTo()),
        ("OpenTwoDoors", lambda: opening.OpenTwoDoors()),
        ("OpenDoorsOrder", lambda: opening.OpenDoorsOrder(num_doors=4)),
    ],
    "maze": [
        ("GoTo2x2", lambda: goto.GoTo(num_rows=2, num_cols=2, num_dists=8)),
        ("GoToImpUnlock2x2", lambda: goto.GoToImpUnlock(num_rows=2, num_cols=2)),
    ],
}


def render_text(image, carrying):
    """The BabyAI-Text description of an encoded view, without the leading "You see", one thing a line."""

    def count(steps):
        return "1 step" if steps == 1 else str(steps) + " steps"

    kinds = [[IDX_TO_OBJECT[int(image[i][j][0])] for j in range(7)] for i in range(7)]
    lines = []
    if carrying is not None:
        lines.append("You carry a " + carrying.color + " " + carrying.type)

    straight = {
        "forward": [(3, j) for j in range(5, -1, -1)],
        "left": [(i, 6) for i in range(2, -1, -1)],
        "right": [(i, 6) for i in range(4, 7)],
    }
    for side, line in straight.items():
        hits = [n for n, (i, j) in enumerate(line, start=1) if kinds[i][j] not in ("unseen", "empty")]
        if hits and kinds[line[hits[0] - 1][0]][line[hits[0] - 1][1]] == "wall":
            lines.append("a wall " + count(hits[0]) + " " + side)

    for i in range(7):
        for j in range(7):
            if (i, j) == (3, 6) or kinds[i][j] in ("unseen", "empty", "wall"):
                continue
            words = [IDX_TO_COLOR[int(image[i][j][1])], kinds[i][j]]
            if kinds[i][j] == "door":
                words.insert(0, DOOR_STATES[int(image[i][j][2])])
            way = []
            if i < 3:
                way.append(count(3 - i) + " left")
            if i > 3:
                way.append(count(i - 3) + " right")
            if j < 6:
                way.append(count(6 - j) + " forward")
            lines.append("a " + " ".join(words) + " " + " and ".join(way))
    return "\n".join(lines) if lines else "nothing in view"


def export_thing(thing):
    if thing is None:
        return None
    exported = {"kind": thing.type, "color": thing.color}
    if isinstance(thing, Door):
        exported["doorState"] = DOOR_STATES[thing.encode()[2]]
    if isinstance(thing, Box) and thing.contains is not None:
        exported["contains"] = export_thing(thing.contains)
    return exported


def export_target(description):
    assert description.loc is None and description.type is not None
    target = {"kind": description.type}
    if description.color is not None:
        target["color"] = description.color
    return target


def export_instruction(instruction):
    assert not getattr(instruction, "strict", False), "only non-strict levels are compared"
    if isinstance(instruction, BeforeInstr):
        parts = (instruction.instr_a, instruction.instr_b)
        return sequence(*parts, inverted=False)
    if isinstance(instruction, AfterInstr):
        parts = (instruction.instr_b, instruction.instr_a)
        return sequence(*parts, inverted=True)
    if isinstance(instruction, PutNextInstr):
        move, fixed = export_target(instruction.desc_move), export_target(instruction.desc_fixed)
        return {"verb": "putnext", "target": move, "fixed": fixed}
    verbs = {GoToInstr: "goto", PickupInstr: "pickup", OpenInstr: "open"}
    return {"verb": verbs[type(instruction)], "target": export_target(instruction.desc)}


def sequence(first, second, inverted):
    parts = {"first": export_instruction(first), "second": export_instruction(second)}
    return {"verb": "sequence", **parts, "inverted": inverted}


def answer(env, image, reward, terminated, truncated):
    return {
        "image": image.astype("uint8").tobytes().hex(),
        "reward": float(reward),
        "terminated": bool(terminated),
        "truncated": bool(truncated),
        "text": render_text(image, env.carrying),
    }


def play(level, name, env, seed, guided):
    # Minigrid prints why it rejects a draw.
    with contextlib.redirect_stdout(io.StringIO()):
        env.reset(seed=seed)
    episode = {
        "level": level,
        "environment": name,
        "seed": seed,
        "guided": guided,
        "mission": env.mission,
        "instruction": export_instruction(env.instrs),
        "width": env.grid.width,
        "height": env.grid.height,
        "maxSteps": env.max_steps,
        "agent": {"x": int(env.agent_pos[0]), "y": int(env.agent_pos[1]), "direction": int(env.agent_dir)},
        "carrying": export_thing(env.carrying),
        "cells": [export_thing(thing) for thing in env.grid.grid],
        "actions": [],
        "answers": [answer(env, env.gen_obs()["image"], 0, False, False)],
    }
    chooser = random.Random(seed)
    bot = PatientBot(env) if guided else None
    done, last = False, None
    while not done:
        action = chooser.choices(range(6), ACTION_WEIGHTS)[0]
        if bot is not None:
            action, bot = ask(bot, last, action, chooser)
        observation, reward, terminated, truncated, _ = env.step(action)
        episode["actions"].append(ACTIONS[action])
        episode["answers"].append(answer(env, observation["image"], reward, terminated, truncated))
        done, last = terminated or truncated, action
    return episode


def ask(bot, last, action, chooser):
    """The bot's advice half of the time; it has to be asked every time to follow along, and may give up."""
    bot.searches_left = 100
    try:
        advice = int(bot.replan(last))
    except Exception:
        return action, None
    return (advice if advice < 6 and chooser.random() < 0.5 else action), bot


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--episodes", type=int, default=1000)
    parser.add_argument("--guided", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    variants = [(level, name, make) for level, makers in LEVELS.items() for name, make in makers]
    environments = {}
    for number in range(options.episodes + options.guided):
        level, name, make = variants[number % len(variants)]
        if name not in environments:
            environments[name] = make()
        guided = number >= options.episodes
        episode = play(level, name, environments[name], options.seed + number, guided)
        sys.stdout.write(json.dumps(episode, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
