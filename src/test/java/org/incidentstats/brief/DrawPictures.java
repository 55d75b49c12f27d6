package org.incidentstats.brief;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.vocabulary.Language;

/** Writes briefs of every kind into a folder, to be looked at: as workbooks, for LibreOffice to print. */
final class DrawPictures {

    private DrawPictures() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Map<String, BriefContent> contents = Map.of(
                "july", Contents.july(),
                "july-ru", Contents.in(Language.RU, Contents.july()),
                "empty", Contents.empty(),
                "busy", Contents.busy(),
                "crowded", Contents.countries(250),
                "busy-ru", Contents.in(Language.RU, Contents.busy()));
        for (Map.Entry<String, BriefContent> content : contents.entrySet()) {
            Files.write(
                    folder.resolve(content.getKey() + ".xlsx"), Workbooks.own().write(content.getValue()));
        }
    }
}
