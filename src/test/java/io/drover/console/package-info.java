@NullMarked
package io.drover.console;

import org.jspecify.annotations.NullMarked;
