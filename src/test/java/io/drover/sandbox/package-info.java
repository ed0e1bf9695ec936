/** The whole product on this machine, without an account: what {@code mvn -Psandbox} shows and the end-to-end tests use. */
@NullMarked
package io.drover.sandbox;

import org.jspecify.annotations.NullMarked;
