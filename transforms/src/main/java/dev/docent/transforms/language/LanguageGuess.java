package dev.docent.transforms.language;

/**
 * What a detector says of a text.
 *
 * @param language ISO 639-1 code such as {@code en}, or 639-3 where there is no shorter one
 * @param confidence the best guess's share of the probability of the best two, 0.5 to 1
 */
record LanguageGuess(String language, double confidence) {}
