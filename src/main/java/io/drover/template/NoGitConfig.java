package io.drover.template;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps the machine's git configuration out: it could send Drover elsewhere ({@code url.….insteadOf}), and JGit starts the git program to
 * find it.
 */
final class NoGitConfig extends SystemReader.Delegate {
    private NoGitConfig(SystemReader machine) {
        super(machine);
    }

    /** For the whole process, from now on. */
    static void install() {
        if (!(SystemReader.getInstance() instanceof NoGitConfig)) {
            SystemReader.setInstance(new NoGitConfig(SystemReader.getInstance()));
        }
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Nothing(parent, fs);
    }

    private static final class Nothing extends FileBasedConfig {
        Nothing(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // There is nothing to load.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
