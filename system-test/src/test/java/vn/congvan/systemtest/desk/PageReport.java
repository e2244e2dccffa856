package vn.congvan.systemtest.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Pages as browsers showed them, one behind the other, for a person to look through: {@code target/pages/index.html}. */
final class PageReport {

    private static final Path FOLDER = Path.of("target", "pages");
    private static int count;

    private PageReport() {}

    /**
     * Adds a page.
     *
     * @param caption what it shows, in words
     */
    static synchronized void add(String caption, byte[] png) {
        try {
            Files.createDirectories(FOLDER);
            String file = "%03d.png".formatted(++count);
            Files.write(FOLDER.resolve(file), png);
            String head = count == 1
                    ? "<!DOCTYPE html><html lang=\"vi\"><meta charset=\"UTF-8\"><title>Công Văn</title><style>body{font-family:sans-serif;max-width:80rem;margin:auto}img{width:100%;border:1px solid #999}</style>\n"
                    : "";
            Files.writeString(FOLDER.resolve("index.html"),
                    head + "<figure id=\"%s\"><figcaption><h2>%s</h2></figcaption><img src=\"%s\" alt=\"\"></figure>\n"
                            .formatted(file, caption, file),
                    StandardOpenOption.CREATE,
                    count == 1 ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
