"""reports.py DIR... - read a grader's reports as their readers would

Prints a line for each thing that is wrong with one.  DIR is what
exercises/grade --out has made.
"""
import csv
import glob
import html.parser
import io
import json
import os
import sys

# What a terminal or a reader would obey: C0 but line feed and tab, DEL, C1,
# marks that change the direction of text.
FORBIDDEN = (set(range(32)) - {9, 10} | set(range(127, 160))
             | set(range(0x200E, 0x2010)) | set(range(0x202A, 0x202F))
             | set(range(0x2066, 0x206A)) | {0xFEFF})


class Page(html.parser.HTMLParser):
    """Every element is closed, none is active."""
    empty = {"meta", "link", "br", "hr", "img", "input", "col", "wbr"}

    def __init__(self):
        super().__init__()
        self.open, self.wrong = [], []

    def handle_starttag(self, tag, attrs):
        if tag in {"script", "iframe", "object", "embed", "form", "img"}:
            self.wrong.append(f"<{tag}>")
        self.wrong += [a for a, _ in attrs if a.startswith("on")]
        if tag not in self.empty:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.empty:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")


def check_tap(text):
    lines = text.splitlines()
    points = [l for l in lines if l.startswith(("ok ", "not ok "))]
    plans = [l for l in lines if l.startswith("1..")]
    if lines[:1] != ["TAP version 14"]:
        yield "no version"
    if len(plans) != 1 or plans[0].split()[0] != f"1..{len(points)}":
        yield f"{len(points)} points, plan {plans}"
    if any(l.startswith(("Bail out!", "pragma ")) for l in lines):
        yield "bail-out"


def check_csv(text):
    rows = list(csv.reader(io.StringIO(text)))
    if len({len(r) for r in rows}) != 1:
        yield "rows of several lengths"
    for row in rows:
        for cell in row:
            if cell[:1] in "=+-@\t\r" and cell:
                yield f"a formula: {cell[:20]!r}"


def check_page(text):
    page = Page()
    page.feed(text)
    yield from page.wrong + [f"<{t}> is open" for t in page.open if t != "p"]


def check_text(text):
    bad = sorted({ord(c) for c in text} & FORBIDDEN)
    if bad:
        yield f"characters {bad}"
    for line in text.splitlines():
        if line.startswith(("::", "##[")):
            yield f"a command: {line[:20]}"
        if line.lstrip(" ").startswith(("```", "~~~")):
            yield f"a fence of Markdown: {line[:20]}"


def check_json(text):
    json.loads(text)
    return ()


def main():
    checks = {"report.json": check_json, "report.csv": check_csv,
              "report.tap": check_tap, "report.html": check_page,
              "report.txt": check_text, "gradescope/*.json": check_json,
              "classroom50/*.json": check_json}
    for directory in sys.argv[1:]:
        for pattern, check in checks.items():
            files = glob.glob(os.path.join(directory, pattern))
            if not files:
                print(f"{directory}/{pattern}: not there")
            for path in files:
                try:
                    with open(path, encoding="utf-8", newline="") as f:
                        text = f.read()
                    for wrong in list(check(text)) + list(
                            check_text(text) if check != check_json else ()):
                        print(f"{path}: {wrong}")
                except (ValueError, csv.Error) as error:
                    print(f"{path}: {error}")
        with open(os.path.join(directory, "journal.jsonl"), "rb") as f:
            for line in f:
                if not line.isascii() or not line.endswith(b"\n"):
                    print(f"{directory}: a journal line is cut or not ASCII")
                json.loads(line)


main()
