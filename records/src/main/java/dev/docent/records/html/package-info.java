/** What every page that Docent writes needs. */
@NullMarked
package dev.docent.records.html;

import org.jspecify.annotations.NullMarked;
