/** What Drover does on GitHub: HTTP, repositories and who may do what in them, environments, secrets, variables. */
@NullMarked
package io.drover.github;

import org.jspecify.annotations.NullMarked;
