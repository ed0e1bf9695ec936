package io.drover.template;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.template.TemplateContent.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DroverFileTest {
    private static final DroverFile FILE = new DroverFile(
            "dzd_1",
            "project_2",
            "build",
            new Origin("acme/templates", "main", "templates/regression/model_build", "0".repeat(40)));

    @Test
    void whatIsWrittenIsRead() {
        assertThat(DroverFile.read(FILE.bytes())).contains(FILE);
    }

    @Test
    void itIsYamlThatBeginsWithAWordToPeople() {
        String text = new String(FILE.bytes(), UTF_8);

        assertThat(text).startsWith("# Drover made this repository").contains("project:\n  domain: dzd_1\n");
    }

    @Test
    void valuesThatLookLikeOtherTypesStayTexts() {
        var file = new DroverFile("true", "0042", "null", new Origin("a/b", "1.0", "~", "1e9"));

        assertThat(DroverFile.read(file.bytes())).contains(file);
    }

    @Test
    void fieldsThatALaterDroverAddsAreNoMatter() {
        byte[] later = (new String(FILE.bytes(), UTF_8) + "ring: 3\n").getBytes(UTF_8);

        assertThat(DroverFile.read(later)).contains(FILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# only a comment\n",
                "text",
                "[]",
                "role: build",
                "role: build\nproject: x\ntemplate: y",
                "role: build\nproject: {domain: d, id: p}\ntemplate: {repository: a/b, branch: main, folder: f}",
                "role:\nproject: {domain: d, id: p}\ntemplate: {repository: a/b, branch: main, folder: f, commit: c}",
                "{unclosed",
                "a: b: c",
                "\tx: 1",
                "--- a\n--- b\n",
                "\0\u0001",
                "&a [*a]",
                "!!java.net.URL [http://192.0.2.1/]"
            })
    void whatCannotBeReadIsAStrangers(String content) {
        assertThat(DroverFile.read(content.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void bytesThatAreNoTextAreAStrangers() {
        assertThat(DroverFile.read(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2}))
                .isEmpty();
    }

    @Test
    void itBelongsToOneProjectInOneRole() {
        assertThat(FILE.belongsTo("dzd_1", "project_2", "build")).isTrue();
        assertThat(FILE.belongsTo("dzd_2", "project_2", "build")).isFalse();
        assertThat(FILE.belongsTo("dzd_1", "project_3", "build")).isFalse();
        assertThat(FILE.belongsTo("dzd_1", "project_2", "deploy")).isFalse();
    }
}
