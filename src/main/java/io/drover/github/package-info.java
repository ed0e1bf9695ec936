/** What Drover does on GitHub: HTTP, repositories, secrets, variables. */
@NullMarked
package io.drover.github;

import org.jspecify.annotations.NullMarked;
