/** Puts a promoted model where servers find it: a checked version, then the pointer. */
@NullMarked
package dev.docent.models.publish;

import org.jspecify.annotations.NullMarked;
