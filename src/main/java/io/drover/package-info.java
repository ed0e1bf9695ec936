/** Drover: start, settings, and how the parts are put together. */
@NullMarked
package io.drover;

import org.jspecify.annotations.NullMarked;
