/** How text becomes what models read: word pieces, packed pairs, analyzed terms. */
@NullMarked
package dev.docent.records.text;

import org.jspecify.annotations.NullMarked;
