"""Reads a dump's articles to clean text with gensim: decompression, XML, filter_wiki.

Usage: peer_wikipedia.py DUMP ROUNDS
Prints the median of the rounds' CPU seconds, then the number of articles and the version.
"""
import bz2
import statistics
import sys
import time

import gensim
from gensim.corpora.wikicorpus import extract_pages, filter_wiki


def read(dump):
    articles = 0
    with bz2.BZ2File(dump) as xml:
        for _, text, _ in extract_pages(xml, filter_namespaces=("0",)):
            if text and not text[:9].lower().startswith("#redirect"):
                filter_wiki(text)
                articles += 1
    return articles


def main():
    seconds = []
    for _ in range(int(sys.argv[2])):
        start = time.process_time()
        articles = read(sys.argv[1])
        seconds.append(time.process_time() - start)
    print("%.3f %d articles, gensim %s" % (statistics.median(seconds), articles, gensim.__version__))


main()
