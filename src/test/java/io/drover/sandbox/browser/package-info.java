/** A real browser for tests. */
@NullMarked
package io.drover.sandbox.browser;

import org.jspecify.annotations.NullMarked;
