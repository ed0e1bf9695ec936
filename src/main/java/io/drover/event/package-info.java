/** The events that Drover understands, read from JSON. Pure. */
@NullMarked
package io.drover.event;

import org.jspecify.annotations.NullMarked;
