"""Parses a folder of pages with BeautifulSoup and html5lib, then does what the stage does to a site.

Each page becomes a title, sections and code; lines that the site repeats are dropped; English is
told by its function words (there is no detector for the rest); exact duplicates are found by a
digest, near ones by MinHash in bands (numpy) and verified; articles are written packed, and
sections.csv.

Usage: peer_parse.py FOLDER
Prints the CPU seconds for all pages, those from the start of Python to the first page, those of all
pages that reading and parsing alone took, then the number of articles, the shares of the other
steps and the versions.
"""
import collections
import csv
import gzip
import hashlib
import json
import os
import re
import sys
import tempfile
import time
import zlib

import bs4
import html5lib
import numpy

FURNITURE = ["nav", "script", "style", "noscript", "template", "button", "select", "textarea",
             "input", "label", "svg", "canvas", "iframe", "footer", "aside", "dialog", "form"]
NAMES = re.compile(r"breadcrumb|share|toc|related|comments|newsletter|sidebar|navbar|pagination"
                   r"|cookie|headerlink|edit-this-page|skip")
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
ENGLISH = frozenset("the of and to is that for it with are this be by from at not which can you have"
                    " has will if when your these its they their than into there must should".split())
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
SIZE, ROWS, SIMILARITY = 128, 8, 0.9
# As small as our level 3 of zstd makes them; Python's default of 9 takes longer.
GZIP_LEVEL = 6
RANDOM = numpy.random.default_rng(1)
SALTS = RANDOM.integers(0, 2**32, SIZE, dtype=numpy.uint32)
FACTORS = RANDOM.integers(0, 2**32, SIZE, dtype=numpy.uint32) | numpy.uint32(1)


def is_furniture(tag):
    names = tag.get("class") or []
    return (tag.get("hidden") is not None or tag.get("aria-hidden") == "true"
            or tag.get("role") in ("navigation", "banner", "contentinfo", "search")
            or any(NAMES.search(name) for name in names))


def content(soup):
    body = soup.body or soup
    for found in (body.find("main"), body.find("article"),
                  body.find(id=re.compile("^(content|main|main-content)$"))):
        if found is not None and len(found.get_text()) > 0.3 * len(body.get_text()):
            return found
    return body


def parse(page):
    soup = bs4.BeautifulSoup(page, "html5lib")
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    main = content(soup)
    for tag in main.find_all(FURNITURE):
        tag.decompose()
    for tag in [t for t in main.find_all(True) if not t.decomposed and is_furniture(t)]:
        if not tag.decomposed:
            tag.decompose()
    code = []
    for block in main.find_all("pre"):
        code.append(block.get_text())
        block.decompose()
    sections = [[title, None, []]]
    for node in main.descendants:
        if isinstance(node, bs4.Tag):
            if node.name in HEADINGS:
                sections.append([node.get_text(" ", strip=True), node.get("id"), []])
        elif type(node) is bs4.NavigableString and node.find_parent(HEADINGS) is None:
            text = " ".join(node.split())
            if text:
                sections[-1][2].append(text)
    return title, sections, code


def normalised(line):
    return NUMBER.sub("0", " ".join(line.lower().split()))


def without_furniture(articles):
    """Drops short lines that stand on six of ten pages."""
    pages = collections.Counter()
    for _, sections, _ in articles:
        pages.update({normalised(line) for _, _, lines in sections for line in lines})
    furniture = {line for line, n in pages.items()
                 if n >= max(5, 0.6 * len(articles)) and len(line.split()) <= 12}
    if len(articles) < 20 or not furniture:
        return articles
    return [(title, [(h, anchor, [line for line in lines if normalised(line) not in furniture])
                     for h, anchor, lines in sections], code)
            for title, sections, code in articles]


def is_english(words):
    sample = words[:150]
    return len(sample) >= 50 and sum(w in ENGLISH for w in sample) >= 0.18 * len(sample)


def signature(shingles):
    hashes = numpy.fromiter((zlib.crc32(s.encode()) for s in shingles), numpy.uint32, len(shingles))
    return ((hashes[:, None] ^ SALTS) * FACTORS).min(axis=0)


def duplicates(texts):
    """The places of articles that say the same as an earlier one."""
    left, digests, buckets, kept = set(), {}, collections.defaultdict(list), {}
    for place, words in enumerate(texts):
        digest = hashlib.sha256(" ".join(words).encode()).digest()
        if digests.setdefault(digest, place) != place:
            left.add(place)
            continue
        shingles = {" ".join(words[i:i + 3]) for i in range(max(1, len(words) - 2))}
        values = signature(shingles)
        keys = [(i, values[i:i + ROWS].tobytes()) for i in range(0, SIZE, ROWS)]
        candidates = {other for key in keys for other in buckets[key]}
        if any(len(shingles & kept[other]) >= SIMILARITY * len(shingles | kept[other])
               for other in candidates):
            left.add(place)
            continue
        kept[place] = shingles
        for key in keys:
            buckets[key].append(place)
    return left


def write(articles, folder):
    with gzip.open(os.path.join(folder, "articles.jsonl.gz"), "wt", GZIP_LEVEL,
                   encoding="utf-8") as out:
        for title, sections, code in articles:
            out.write(json.dumps({"title": title, "sections": sections, "code": code}) + "\n")
    with open(os.path.join(folder, "sections.csv"), "w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows((title, heading, anchor, " ".join(lines))
                                  for title, sections, _ in articles
                                  for heading, anchor, lines in sections)


def main(folder):
    marks = [time.process_time()]
    articles = []
    for path, _, files in os.walk(folder):
        for name in sorted(files):
            with open(os.path.join(path, name), "rb") as file:
                article = parse(file.read())
            if any(lines for _, _, lines in article[1]):
                articles.append(article)
    marks.append(time.process_time())
    articles = without_furniture(articles)
    marks.append(time.process_time())
    texts = [WORD.findall(" ".join([title] + [line for _, _, lines in sections for line in lines]
                                   + code).lower()) for title, sections, code in articles]
    english = sum(map(is_english, texts))
    marks.append(time.process_time())
    left = duplicates(texts)
    marks.append(time.process_time())
    with tempfile.TemporaryDirectory() as out:
        write([a for place, a in enumerate(articles) if place not in left], out)
    marks.append(time.process_time())
    whole = marks[-1] - marks[0]
    shares = [100 * (end - begin) / whole for begin, end in zip(marks[1:], marks[2:])]
    print("%.6f %.6f %.6f %d articles, %d told English, %d duplicates; furniture %.1f%%, words and"
          " language %.1f%%, duplicates %.1f%%, writing %.1f%%, the rest reading and parsing; bs4 %s,"
          " html5lib %s"
          % (whole, marks[0], marks[1] - marks[0], len(articles) - len(left), english, len(left),
             *shares, bs4.__version__, html5lib.__version__))


main(sys.argv[1])
