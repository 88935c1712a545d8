"""The command ``cjm``: check, convert, compare and merge maps in files, without a notebook.

Every command ends with 0, 1 or 2: 2 is an error, told in one line; 1 is what the command looks
for (a finding, a difference, a conflict). ``cjm COMMAND --help`` says it for each.
"""

from __future__ import annotations

import argparse
import re
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _drawing as drawing
from . import _reporting as reporting
from ._given import (
    STDIO,
    add_limits,
    add_output,
    add_reading,
    as_option,
    limits_of,
    read_map,
    spare,
)
from ._terminal import complain, show, show_bytes, show_frame, tell, warn
from .model.errors import CjmError, CjmWarning, FormatError
from .ready_maps import command as ready_maps

if TYPE_CHECKING:
    pass

FINE, FOUND, ERROR = 0, 1, 2
_SEVERITIES = ("hint", "warning", "error")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    Parameters
    ----------
    arguments
        What follows ``cjm``; of the command line when left out.
    """
    options = _parser().parse_args(arguments)
    try:
        with warnings.catch_warnings():
            warnings.showwarning = warn  # type: ignore[assignment]
            warnings.simplefilter("always", CjmWarning)
            code: int = options.run(options)
            sys.stdout.flush()
    except CjmError as problem:
        complain(as_option(problem))
        return ERROR
    except BrokenPipeError:
        # Whoever read has seen enough; nothing more can be said to them.
        sys.stderr.close()
        return ERROR
    except OSError as problem:
        where = f"{problem.filename}: " if problem.filename else ""
        complain(f"{where}{problem.strerror or problem}")
        return ERROR
    return code


def _parser() -> argparse.ArgumentParser:
    from . import __version__

    parser = argparse.ArgumentParser(
        prog="cjm", description="Customer journey maps in files: check, convert, compare, merge.",
        epilog="Exit codes: 0 fine, 1 found something, 2 error.", allow_abbrev=False,
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"cjm-widgets {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Any, text: str, codes: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(
            name, help=text, description=f"{text[0].upper()}{text[1:]}.", allow_abbrev=False,
            epilog=f"Exit codes: {codes}, 2 error.",
        )  # fmt: skip
        made.set_defaults(run=run)
        return made

    check = command(
        "check", _check, "say what is missing in maps and what contradicts itself",
        "0 nothing that grave, 1 a finding of --fail-on or graver",
    )  # fmt: skip
    check.add_argument("files", nargs="+", metavar="FILE")
    check.add_argument(
        "--fail-on", choices=[*_SEVERITIES, "never"], default="error",
        help="the least severity that makes the exit code 1 (default: error)",
    )  # fmt: skip
    check.add_argument("--language", help="en, it, pl or fr (default: that of the map)")
    check.add_argument("--only", action="append", metavar="RULE", help="run only this rule")
    check.add_argument("--skip", action="append", metavar="RULE", help="leave out this rule")
    add_reading(check)
    _add_format(check)

    convert = command("convert", _convert, "write a map in another form", "0 written")
    convert.add_argument("file", metavar="FILE", help=".cjm.json, .json, .mmd; - is standard input")
    convert.add_argument("output", nargs="?", help="the file to write (default: standard output)")
    convert.add_argument(
        "--to", choices=["json", "text"],
        help="the form on standard output: the map (default), or an outline to read and to diff",
    )  # fmt: skip
    convert.add_argument("--force", action="store_true", help="replace a file that is there")
    add_reading(convert)

    for name, text, made in (
        ("render", "draw a map: SVG, PNG or PDF by the suffix", drawing),
        ("report", "write a report of a map: HTML, Markdown, Word or PDF by the suffix", reporting),
    ):
        maker = command(name, _make, text, "0 written")
        maker.set_defaults(make=made.make)
        made.add_options(maker)
        add_reading(maker)

    _add_several(command)
    ready_maps.add_commands(command)

    recover = command(
        "recover", _recover, "write the maps that lie in a notebook to files",
        "0 all written, 1 some copies are damaged",
    )  # fmt: skip
    recover.add_argument("notebook", metavar="NOTEBOOK")
    recover.add_argument("-o", "--output", help="a file (one map) or a folder (default: here)")
    recover.add_argument("--map", help="only the map of this name, title or id")
    recover.add_argument("--list", action="store_true", help="only say which maps there are")
    recover.add_argument("--force", action="store_true", help="replace files that are there")
    add_limits(recover)

    schema = command("schema", _schema, "write the JSON Schema of the file format", "0 written")
    add_output(schema, "the file to write (default: standard output)")
    return parser


def _add_several(command: Callable[[str, Any, str, str], argparse.ArgumentParser]) -> None:
    """Add the commands that read several maps."""
    diff = command("diff", _diff, "say what differs between two maps", "0 equal, 1 different")
    diff.add_argument("a", metavar="A")
    diff.add_argument("b", metavar="B", nargs="?", help="left out to compare two personas of A")
    diff.add_argument("--personas", nargs=2, metavar=("ANA", "BEN"), help="compare two personas")
    diff.add_argument(
        "--match", action="append", default=[], metavar="A=B",
        help="record A (id or name) of the first map is record B of the second; A= is none of them",
    )  # fmt: skip
    diff.add_argument("--brief", action="store_true", help="only the summary line")
    add_reading(diff)
    _add_format(diff)

    merge = command(
        "merge", _merge, "put together what several people made of one map",
        "0 merged, 1 merged with conflicts (on stderr and, as comments, in the map)",
    )  # fmt: skip
    merge.add_argument("base", metavar="BASE", help="what all started from; an empty file is none")
    merge.add_argument("others", metavar="OTHER", nargs="+")
    merge.add_argument("-o", "--output", help="the file to write, may be one of them; else stdout")
    merge.add_argument("--names", nargs="+", help="what to call the others in the conflicts")
    merge.add_argument("--path", help="what to call the file in messages (git: %%P)")
    add_reading(merge)

    collect = command(
        "collect", _collect, "put the maps of a class beside each other and tell what to look at",
        "0 all read, 1 some files were left out",
    )  # fmt: skip
    collect.add_argument("files", nargs="+", metavar="FILE", help="files, folders or patterns")
    add_output(collect, "also merge them into this file")
    add_reading(collect)


def _add_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=["text", "csv", "json"], default="text", help="(default: text)"
    )


def _check(options: argparse.Namespace) -> int:
    import pandas as pd

    from .compare.plain import clean
    from .i18n import LANGUAGES, is_known

    if options.language is not None and not is_known(options.language):
        raise FormatError(
            f"--language is {options.language!r}; there are {', '.join(LANGUAGES)}",
            value=options.language,
        )
    frames = []
    for path in options.files:
        found = read_map(path, options).check(
            language=options.language, only=options.only, skip=options.skip or ()
        )
        found.insert(0, "file", str(path))
        frames.append(found)
        if options.format == "text":
            for row in found.itertuples():
                where = f" [{row.record}]"
                show(f"{path}: {row.severity}: {clean(str(row.message))}{where} ({row.rule})")
            show(f"{path}: {len(found)} {'finding' if len(found) == 1 else 'findings'}")
    everything = pd.concat([frame.astype(object) for frame in frames], ignore_index=True)
    if options.format != "text":
        show_frame(everything, options.format)
    if options.fail_on == "never":
        return FINE
    grave = _SEVERITIES[_SEVERITIES.index(options.fail_on) :]
    return FOUND if everything["severity"].isin(grave).any() else FINE


def _convert(options: argparse.Namespace) -> int:
    journey = read_map(options.file, options)
    if options.output not in (None, STDIO):
        if options.to is not None:
            raise FormatError("--to is for standard output; a file is written by its suffix")
        from .files import write

        target = Path(options.output)
        spare(target, force=options.force)
        write(journey, target)
    elif options.to == "text":
        from .compare.outline import outline

        for line in outline(journey.store.state):
            show(line)
    else:
        show_bytes(journey.to_json().encode())
    return FINE


def _make(options: argparse.Namespace) -> int:
    for path in options.make(read_map(options.file, options), options):
        show(str(path))
    return FINE


def _diff(options: argparse.Namespace) -> int:
    from .compare import diff

    if options.b is None and options.personas is None:
        raise FormatError("diff takes two files, or one and --personas")
    found = diff(
        read_map(options.a, options), None if options.b is None else read_map(options.b, options),
        personas=options.personas, matches=[_match(text) for text in options.match],
    )  # fmt: skip
    if options.format != "text":
        show_frame(found.to_frame(), options.format)
    else:
        show(str(found).partition("\n")[0] if options.brief else str(found))
    return FOUND if found else FINE


def _match(text: str) -> tuple[str, str | None]:
    mine, equals, theirs = text.partition("=")
    if not equals or not mine:
        raise FormatError(f"--match is {text!r}; write A=B, or A= for none", value=text)
    return mine, theirs or None


def _merge(options: argparse.Namespace) -> int:
    from .compare import merge

    if [options.base, *options.others].count(STDIO) > 1:
        raise FormatError("standard input can be read once; give the other maps as files")
    others = [read_map(path, options) for path in options.others]
    base = read_map(options.base, options, like=others[0])
    merged = merge(base, *others, names=options.names)
    merged.note_conflicts()
    data = merged.journey.to_json().encode()
    if options.output in (None, STDIO):
        show_bytes(data)
    else:
        from .files import replace_file

        replace_file(Path(options.output), data)
    if not merged.unresolved:
        return FINE
    where = options.path or options.output or "the merged map"
    tell(f"{merged}\n\n{where} holds this as comments; edit it, or leave it as it is.")
    return FOUND


def _collect(options: argparse.Namespace) -> int:
    from .cohort.command import run

    spare(Path(options.output or ""), force=options.force or not options.output)
    return FOUND if run(options.files, options.output, options.repair, limits_of(options)) else FINE


def _recover(options: argparse.Namespace) -> int:
    from .files import save
    from .notebook.recover import recover

    maps = recover(options.notebook, limits=limits_of(options))
    if options.list:
        show(repr(maps))
        return FOUND if maps.damaged else FINE
    chosen = [(options.map, maps[options.map])] if options.map else list(zip(maps.names, maps))  # noqa: B905 - a view of the other
    output = Path(options.output or ".")
    one = len(chosen) == 1 and output.suffix.lower() == ".json"
    if not one and output.suffix:
        raise FormatError(
            f"{output.name} is one file for {len(chosen)} maps; name a folder, or one map with "
            "--map and a file that ends in .cjm.json"
        )
    files = _file_names([str(name) for name, _ in chosen])
    targets = [
        (output if one else output / file, j) for file, (_, j) in zip(files, chosen, strict=True)
    ]
    for target, _ in targets:
        spare(target, force=options.force)
    if not one:
        output.mkdir(parents=True, exist_ok=True)
    for target, journey in targets:
        save(journey, target)
        show(str(target))
    return FOUND if maps.damaged else FINE


def _schema(options: argparse.Namespace) -> int:
    import json

    from .model.schema import json_schema

    data = (json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n").encode()
    if options.output in (None, STDIO):
        show_bytes(data)
    else:
        target = Path(options.output)
        spare(target, force=options.force)
        target.write_bytes(data)
    return FINE


def _file_names(names: list[str]) -> list[str]:
    """Return names as those of files in one folder, whatever they hold; no two are the same."""
    found: dict[str, str] = {}
    for name in names:
        plain = wanted = re.sub(r"[^\w .()-]+", "-", name).strip(" .-")[:80] or "map"
        count = 1
        # Many file systems take no note of case.
        while plain.casefold() in found:
            count += 1
            plain = f"{wanted} ({count})"
        found[plain.casefold()] = f"{plain}.cjm.json"
    return list(found.values())


if __name__ == "__main__":
    sys.exit(main())
