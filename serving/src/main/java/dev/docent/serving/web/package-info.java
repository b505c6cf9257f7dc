/** The web search: its page, its JSON and the commands that serve and ask it. */
@org.jspecify.annotations.NullMarked
package dev.docent.serving.web;
