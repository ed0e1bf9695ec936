/** Why a step failed, and what becomes of its event. */
@NullMarked
package io.drover.failure;

import org.jspecify.annotations.NullMarked;
