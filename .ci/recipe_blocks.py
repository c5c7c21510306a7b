"""The code blocks of a page and the mark above each, which says how it is run, or why it is not.

    <!-- run: ENGINE STORE -->      STORE is local or minio
    <!-- not run: REASON -->

What a block promises stands behind "=>" in a comment of its line, in the order in which it is printed.
"""
import dataclasses
import re

# What is only looked at: output, and layouts of folders.
LOOKED_AT = {"text"}

MARK = re.compile(r"<!-- (?P<negation>not )?run: (?P<how>.+?) -->")
PROMISE = re.compile(r"(?:#|--) ?=> (.+)$", re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class Block:
    page: str
    line: int
    code: str
    engine: str
    store: str
    reason: str

    @property
    def name(self):
        return f"{self.page}:{self.line}"

    @property
    def is_run(self):
        return not self.reason

    @property
    def promises(self):
        return [promise.strip() for promise in PROMISE.findall(self.code)]


def blocks(path):
    """Every block of a page, in order. A block without a mark is an error."""
    found, mark, opened, language, code = [], None, 0, "", []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if opened:
            if line != "```":
                code.append(line)
                continue
            if language not in LOOKED_AT:
                found.append(block(path.name, opened, "\n".join(code) + "\n", mark))
            opened, mark, code = 0, None, []
        elif line.startswith("```"):
            opened, language = number, line[3:]
        elif line.strip():
            mark = MARK.fullmatch(line.strip())
    return found


def block(page, line, code, mark):
    if mark is None:
        raise SystemExit(f"{page}:{line}: a block without a mark: say '<!-- run: ENGINE STORE -->' or '<!-- not run: REASON -->' above it")
    if mark["negation"]:
        return Block(page, line, code, "", "", mark["how"])
    words = mark["how"].split()
    if len(words) != 2 or words[1] not in ("local", "minio"):
        raise SystemExit(f"{page}:{line}: '{mark['how']}' is no engine and store, such as 'python local'")
    found = Block(page, line, code, *words, "")
    if not found.promises:
        raise SystemExit(f"{page}:{line}: a block that promises nothing: say what it prints, as in '# => 27004'")
    return found


def broken_promise(block, output):
    """The first promise that the output does not keep, if there is one."""
    at = 0
    for promise in block.promises:
        kept = re.compile(rf"(?<![\w.]){re.escape(promise)}(?![\w])").search(output, at)
        if kept is None:
            return promise
        at = kept.end()
    return None
