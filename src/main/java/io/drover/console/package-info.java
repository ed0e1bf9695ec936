/** What people do to events that could not be worked on: look, retry, drop, redrive. */
@NullMarked
package io.drover.console;

import org.jspecify.annotations.NullMarked;
