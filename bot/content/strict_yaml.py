"""Read YAML strictly: every refusal names file, line, key and cure (the only importer of yaml)."""

from collections.abc import Iterator, Sequence
from math import isfinite, nan
from pathlib import Path
from typing import NoReturn

import yaml

from bot.content.read_text import read_text
from bot.errors import ContentError

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C, ten times as fast, where PyYAML was built with it."""


class Block:
    """A YAML mapping whose keys are asked for by type; keys nobody asked for are refused by `end`."""

    def __init__(self, path: Path, node: yaml.MappingNode) -> None:
        self.path = path
        self.line = _line(node)
        self._asked: list[str] = []
        self._nodes: dict[str, yaml.Node] = {}
        for key_node, value_node in node.value:
            key = _scalar(path, key_node, "a key")
            if key in self._nodes:
                raise ContentError(path, _line(key_node), f"the key '{key}' stands twice; remove one")
            self._nodes[key] = value_node

    def __contains__(self, key: str) -> bool:
        return key in self._nodes

    def __iter__(self) -> Iterator[str]:
        """Yield the keys in the order of the file."""
        return iter(self._nodes)

    def line_of(self, key: str) -> int:
        """Return the line on which the value of a key begins."""
        return _line(self._nodes[key]) if key in self._nodes else self.line

    def refuse(self, key: str, message: str) -> NoReturn:
        """Raise ContentError at a key."""
        raise ContentError(self.path, self.line_of(key), f"{key}: {message}")

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; without a default the key must be there."""
        node = self._node(key, required=default is None)
        return default or "" if node is None else _scalar(self.path, node, key)

    def texts(self, key: str, required: bool = False) -> tuple[str, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        node = self._node(key, required)
        if node is None:
            return ()
        if isinstance(node, yaml.ScalarNode):
            return (_scalar(self.path, node, key),)
        return tuple(_scalar(self.path, item, key) for item in self._items(key, node))

    def lines_of(self, key: str) -> tuple[int, ...]:
        """Return the line of each item of a list."""
        node = self._nodes.get(key)
        return (
            tuple(_line(item) for item in node.value) if isinstance(node, yaml.SequenceNode) else (self.line_of(key),)
        )

    def text_rows(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list of lists, in one row."""
        node = self._node(key, required=False)
        rows = [self._items(key, row) for row in self._items(key, node)] if node is not None else []
        return tuple(_scalar(self.path, item, key) for row in rows for item in row)

    def number(self, key: str, default: float | None = None) -> float:
        """Return a number; without a default the key must be there."""
        text = self.text(key, None if default is None else str(default))
        try:
            number = float(text)
        except ValueError:
            number = nan
        if not isfinite(number):
            self.refuse(key, f"found '{text}', write a number")
        return number

    def flag(self, key: str) -> bool:
        """Return true or false; false where the key is missing."""
        return self.choice(key, ("true", "false"), "false") == "true"

    def choice(self, key: str, options: Sequence[str], default: str | None = None) -> str:
        """Return one of the options."""
        text = self.text(key, default)
        if text not in options:
            self.refuse(key, f"found '{text}', write one of: {', '.join(options)}")
        return text

    def block(self, key: str) -> "Block | None":
        """Return the mapping under a key, None where the key is missing."""
        node = self._node(key, required=False)
        if node is None:
            return None
        if not isinstance(node, yaml.MappingNode):
            self.refuse(key, "write 'name: value' lines under it")
        return Block(self.path, node)

    def blocks(self, key: str, required: bool = False) -> list["Block"]:
        """Return a list of mappings."""
        node = self._node(key, required)
        blocks = []
        for item in self._items(key, node) if node is not None else ():
            if not isinstance(item, yaml.MappingNode):
                raise ContentError(self.path, _line(item), f"{key}: write 'name: value' lines after each '-'")
            blocks.append(Block(self.path, item))
        return blocks

    def text_lists(self, key: str) -> dict[str, tuple[str, ...]]:
        """Return a mapping of lists of texts, empty where the key is missing."""
        block = self.block(key)
        return {} if block is None else {name: block.texts(name) for name in block}

    def end(self) -> None:
        """Refuse the keys that nobody asked for."""
        for key in self._nodes:
            if key not in self._asked:
                known = ", ".join(sorted(set(self._asked)))
                self.refuse(key, f"no such key here; the keys are: {known}")

    def _node(self, key: str, required: bool) -> yaml.Node | None:
        self._asked.append(key)
        if required and key not in self._nodes:
            raise ContentError(self.path, self.line, f"the key '{key}' is missing; add it")
        return self._nodes.get(key)

    def _items(self, key: str, node: yaml.Node) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode):
            self.refuse(key, "write a list, one '- ...' line each")
        return list(node.value)


def read_block(path: Path) -> Block:
    """Return the mapping that a YAML file holds; raises ContentError where it holds anything else."""
    try:
        node = yaml.compose(read_text(path), Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise ContentError(path, line, f"not YAML: {error.problem}; quote the text in '...'") from error
    except yaml.YAMLError as error:
        raise ContentError(path, 1, f"cannot be read: {error}") from error
    if not isinstance(node, yaml.MappingNode):
        raise ContentError(path, 1, "write 'name: value' lines")
    return Block(path, node)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _scalar(path: Path, node: yaml.Node, key: str) -> str:
    """Return the text as written: `no`, `1.10` and `2025-01-08` stay what the person typed."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    raise ContentError(path, _line(node), f"{key}: write one text; quote it if it holds ': ' or a {{")
