"""Makes a data set of a site's sections with scikit-learn: the same kind of work as Docent's.

Usage: peer_dataset.py SECTIONS VOCABULARY EXAMPLES NEGATIVES SEQUENCE_LENGTH ROUNDS
SECTIONS has a line for each section: document, title and text, with tabs between them.
Prints the median of the rounds' CPU seconds, then how much of it went where, and the version.

Sentences and windows of them that fit; tf-idf of all sections; queries of a window's salient terms
or of a sentence that is taken out; the 50 nearest sections by sparse cosine; hard negatives drawn
from those of other documents below 0.95 of the positive's cosine, random ones for the rest; of each
the window around the sentence that shares most with the query; word pieces of all pairs. Queries
are made for the examples alone, where Docent makes four times as many to choose from; sentences are
told by one expression; nothing is written. As there, near-duplicates of the positive are no
negatives: those that share more than 0.6 of their three-term sequences.
"""
import random
import re
import statistics
import sys
import time

import numpy
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer

DEPTH = 50
MARGIN = 0.95
NEAR_DUPLICATE = 0.6
HARD_SHARE = 0.8
SALIENT_SHARE = 0.6
BATCH = 512
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
TOKEN = re.compile(r"\w+|[^\w\s]")


class WordPieces:
    """BERT's greedy longest match, each word once."""

    def __init__(self, vocabulary):
        self.ids = vocabulary
        self.words = {}

    def encode(self, text):
        pieces = []
        for word in TOKEN.findall(text.lower()):
            known = self.words.get(word)
            if known is None:
                known = self.words[word] = self.cut(word)
            pieces.extend(known)
        return pieces

    def cut(self, word):
        pieces, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = self.ids.get(("##" if start else "") + word[start:end])
                if piece is not None:
                    break
            else:
                return [self.ids["[UNK]"]]
            pieces.append(piece)
            start = end
        return pieces


class Sections:
    def __init__(self, texts, budget, pieces):
        self.sentences = [SENTENCE_END.split(text) for text in texts]
        self.sizes = [[len(pieces.encode(s)) for s in section] for section in self.sentences]
        self.budget = budget

    def window(self, section, at, chance, free=0):
        sizes = self.sizes[section]
        start, end, left = at, at + 1, self.budget + free - sizes[at]
        while True:
            before = start > 0 and sizes[start - 1] <= left
            after = end < len(sizes) and sizes[end] <= left
            if not before and not after:
                return start, end
            if before and (not after or chance.random() < 0.5):
                start -= 1
                left -= sizes[start]
            else:
                left -= sizes[end]
                end += 1

    def text(self, section, window, without=-1):
        start, end = window
        return " ".join(self.sentences[section][i] for i in range(start, end) if i != without)


def salient(row, terms, chance):
    best = row.indices[numpy.argsort(-row.data)[:12]]
    return " ".join(terms[i] for i in chance.sample(list(best), min(len(best), chance.randint(2, 5))))


class Shingles:
    """The three-term sequences of sections, each section's once."""

    def __init__(self, texts, analyze):
        self.texts = texts
        self.analyze = analyze
        self.known = {}

    def of(self, section):
        if section not in self.known:
            terms = self.analyze(self.texts[section])
            self.known[section] = set(zip(terms, terms[1:], terms[2:])) or {tuple(terms)}
        return self.known[section]

    def resemble(self, a, b):
        a, b = self.of(a), self.of(b)
        shared = len(a & b)
        return shared > NEAR_DUPLICATE * (len(a) + len(b) - shared)


def make(documents, titles, texts, pieces, examples, negatives, length):
    chance = random.Random(17)
    sections = Sections(texts, length - 3 - 24 - 12, pieces)
    start = time.process_time()
    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    matrix = vectorizer.fit_transform(
        "%s\n%s\n%s" % (title, title, text) for title, text in zip(titles, texts)
    )
    search = time.process_time() - start
    terms = vectorizer.get_feature_names_out()
    idf = dict(zip(terms, vectorizer.idf_))
    analyze = vectorizer.build_analyzer()
    usable = [i for i in range(len(texts)) if matrix.indptr[i + 1] - matrix.indptr[i] > 12]
    chance.shuffle(usable)
    positives = [usable[i % len(usable)] for i in range(examples)]
    anchors = [chance.randrange(len(sections.sentences[i])) for i in positives]
    windows = [sections.window(i, at, chance) for i, at in zip(positives, anchors)]
    passages = [sections.text(i, window) for i, window in zip(positives, windows)]
    rows = vectorizer.transform(passages)
    queries = []
    for k, (section, at) in enumerate(zip(positives, anchors)):
        if chance.random() < SALIENT_SHARE:
            queries.append(salient(rows[k], terms, chance))
        else:
            words = sections.sentences[section][at].split()
            first = chance.randrange(max(1, len(words) - 10))
            queries.append(" ".join(words[first : first + 24]))
            passages[k] = sections.text(section, windows[k], without=at)
    start = time.process_time()
    rows = vectorizer.transform(queries)
    transposed = matrix.T.tocsr()
    search += time.process_time() - start
    hard = round(negatives * HARD_SHARE)
    sentence_terms = {}
    shingles = Shingles(texts, analyze)
    made = []
    for first in range(0, examples, BATCH):
        start = time.process_time()
        scores = rows[first : first + BATCH] @ transposed
        search += time.process_time() - start
        for k in range(scores.shape[0]):
            positive = positives[first + k]
            low, high = scores.indptr[k], scores.indptr[k + 1]
            found, cosine = scores.indices[low:high], scores.data[low:high]
            own = cosine[found == positive]
            if len(found) > DEPTH:
                top = numpy.argpartition(-cosine, DEPTH)[:DEPTH]
                found, cosine = found[top], cosine[top]
            order = numpy.argsort(-cosine, kind="stable")
            limit = MARGIN * (own[0] if len(own) else 1)
            pool = []
            for i in order:
                if (
                    len(pool) < 4 * hard
                    and cosine[i] <= limit
                    and documents[found[i]] != documents[positive]
                    and not shingles.resemble(found[i], positive)
                ):
                    pool.append(found[i])
            chosen = chance.sample(pool, min(hard, len(pool)))
            while len(chosen) < negatives:
                other = chance.randrange(len(texts))
                if documents[other] != documents[positive] and other not in chosen:
                    chosen.append(other)
            query = queries[first + k]
            asked = set(analyze(query))
            shown = [(titles[positive], passages[first + k])]
            for section in chosen:
                if section not in sentence_terms:
                    sentence_terms[section] = [set(analyze(s)) for s in sections.sentences[section]]
                shared = [sum(idf.get(t, 0) for t in s & asked) for s in sentence_terms[section]]
                window = sections.window(section, shared.index(max(shared)), chance)
                shown.append((titles[section], sections.text(section, window)))
            made.append([pair(pieces, query, title, text, length) for title, text in shown])
    return made, search


def pair(pieces, query, title, text, length):
    first = [101] + pieces.encode(query)[:32] + [102]
    second = (pieces.encode(title)[:24] + pieces.encode(text))[: length - len(first) - 1] + [102]
    padding = [0] * (length - len(first) - len(second))
    return (
        first + second + padding,
        [1] * (len(first) + len(second)) + padding,
        [0] * len(first) + [1] * len(second) + padding,
    )


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        columns = [line.rstrip("\n").split("\t") for line in lines]
    with open(sys.argv[2], encoding="utf-8") as lines:
        vocabulary = {line.rstrip("\n"): i for i, line in enumerate(lines)}
    documents, titles, texts = zip(*columns)
    examples, negatives, length, rounds = map(int, sys.argv[3:7])
    seconds, searches = [], []
    for _ in range(rounds):
        start = time.process_time()
        made, search = make(
            documents, titles, texts, WordPieces(vocabulary), examples, negatives, length
        )
        seconds.append(time.process_time() - start)
        searches.append(search)
    print(
        "%.3f %d examples, of it %.3f tf-idf and cosines, scikit-learn %s"
        % (statistics.median(seconds), len(made), statistics.median(searches), sklearn.__version__)
    )


main()
