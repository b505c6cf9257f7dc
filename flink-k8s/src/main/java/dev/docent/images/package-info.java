/** Container images of Docent, made without an engine. */
@NullMarked
package dev.docent.images;

import org.jspecify.annotations.NullMarked;
