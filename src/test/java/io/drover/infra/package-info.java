@NullMarked
package io.drover.infra;

import org.jspecify.annotations.NullMarked;
