/** Project types: what Drover does for a kind of project, as data. Pure. */
@NullMarked
package io.drover.type;

import org.jspecify.annotations.NullMarked;
