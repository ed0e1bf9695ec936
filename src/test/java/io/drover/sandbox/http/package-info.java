/** One recorded HTTP server for all stand-ins: every call is logged, can be delayed and can be made to fail. */
@NullMarked
package io.drover.sandbox.http;

import org.jspecify.annotations.NullMarked;
