/** The record of runs: steps, leases and the repositories made. No secret value, ever. */
@NullMarked
package io.drover.ledger;

import org.jspecify.annotations.NullMarked;
