/** What trainings there were, listed and compared: the command {@code docent runs}. */
@NullMarked
package dev.docent.models.runs;

import org.jspecify.annotations.NullMarked;
