/** Pages as lines of JSON: a BEIR corpus, or any by a mapping of its fields. */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.sources.jsonl;
