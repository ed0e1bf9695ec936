package io.drover.template;

import java.util.Map;

/**
 * What folders of a template repository hold at one commit.
 *
 * @param commit 40 hex digits
 * @param trees folder to git's id of its content, which is the same wherever the content is; folders that are not there are left out
 */
public record FolderTrees(String commit, Map<String, String> trees) {
    public FolderTrees {
        trees = Map.copyOf(trees);
    }
}
