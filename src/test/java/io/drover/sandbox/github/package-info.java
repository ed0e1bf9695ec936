/** GitHub on this machine: REST checked against GitHub's OpenAPI description, real git over HTTP, all in memory. */
@NullMarked
package io.drover.sandbox.github;

import org.jspecify.annotations.NullMarked;
