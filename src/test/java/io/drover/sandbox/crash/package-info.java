/** Drover's packaged JAR is killed, stopped and disturbed at chosen requests; what it leaves behind must be as if nothing had happened. */
@NullMarked
package io.drover.sandbox.crash;

import org.jspecify.annotations.NullMarked;
