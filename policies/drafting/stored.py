"""Turns a tree that was kept as JSON back into itself, addresses and all; what the office wrote is believed."""

from collections.abc import Mapping
from typing import Any

from policies.drafting.tree import Tree
from policies.reading.codec import from_json


def stored_tree(data: Mapping[str, Any]) -> Tree:
    return from_json(Tree, data)
