/**
 * Asking web sites for pages: politely (robots.txt, one rate a host, Retry-After), safely (public
 * addresses alone, limits of size and time) and incrementally (conditional requests, resume).
 */
@org.jspecify.annotations.NullMarked
package dev.docent.transforms.fetch;
