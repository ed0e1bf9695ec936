/** What Drover does on GitHub, all of it in one pace: repositories, their settings, environments, workflows, pull requests. */
@NullMarked
package io.drover.github;

import org.jspecify.annotations.NullMarked;
