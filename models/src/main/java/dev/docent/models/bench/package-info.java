/** {@code docent bench train} and {@code docent bench infer}: how fast the network is. */
@NullMarked
package dev.docent.models.bench;

import org.jspecify.annotations.NullMarked;
