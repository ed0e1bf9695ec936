/** Model approvals: dispatched once, followed to the end. */
@NullMarked
package io.drover.deployment;

import org.jspecify.annotations.NullMarked;
