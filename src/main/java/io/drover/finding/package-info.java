/** What was found out before the start: fine, missing, or not to be told. */
@NullMarked
package io.drover.finding;

import org.jspecify.annotations.NullMarked;
