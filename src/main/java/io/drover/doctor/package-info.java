/** What must be there before the start, found out without changing anything. */
@NullMarked
package io.drover.doctor;

import org.jspecify.annotations.NullMarked;
