/** What people see of projects and of events that could not be worked on, and do about them. */
@NullMarked
package io.drover.console;

import org.jspecify.annotations.NullMarked;
