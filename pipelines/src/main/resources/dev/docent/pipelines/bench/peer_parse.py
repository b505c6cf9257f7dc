"""Parses a folder of pages with BeautifulSoup and html5lib to a title and sections.

Usage: peer_parse.py FOLDER
Prints the CPU seconds for all pages, those from the start of Python to the first page, then the
number of articles and the versions.
"""
import os
import re
import sys
import time

import bs4
import html5lib

FURNITURE = ["nav", "script", "style", "noscript", "template", "button", "select", "textarea",
             "input", "label", "svg", "canvas", "iframe", "footer", "aside", "dialog", "form"]
NAMES = re.compile(r"breadcrumb|share|toc|related|comments|newsletter|sidebar|navbar|pagination"
                   r"|cookie|headerlink|edit-this-page|skip")
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]


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
    return title, [(h, anchor, " ".join(text)) for h, anchor, text in sections], code


def main(folder):
    start = time.process_time()
    articles = 0
    for path, _, files in os.walk(folder):
        for name in sorted(files):
            with open(os.path.join(path, name), "rb") as file:
                articles += any(text for _, _, text in parse(file.read())[1])
    print("%.6f %.6f %d articles, bs4 %s, html5lib %s"
          % (time.process_time() - start, start, articles, bs4.__version__, html5lib.__version__))


main(sys.argv[1])
