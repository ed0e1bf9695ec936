/** How things stand: looked at in the background, so that whoever asks gets an answer at once. */
@NullMarked
package io.drover.health;

import org.jspecify.annotations.NullMarked;
