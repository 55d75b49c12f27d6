package org.incidentstats.brief;

import java.util.List;
import java.util.Map;

import org.incidentstats.event.CodeLists;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.statistics.Language;

/** Workbooks of briefs, written outside the application. */
final class Workbooks {

    static final Codebook CODEBOOK = new Codebook(new CodeLists());

    private final BriefWorkbook workbook;

    private Workbooks(BriefWorkbook workbook) {
        this.workbook = workbook;
    }

    /** From the templates that come with the application. */
    static Workbooks own() {
        return new Workbooks(new BriefWorkbook(CODEBOOK));
    }

    /** From another template in English. */
    static Workbooks from(byte[] template) {
        return new Workbooks(new BriefWorkbook(CODEBOOK, Language.EN, template));
    }

    static Map<String, List<String>> tables() {
        return tables(Language.EN);
    }

    static Map<String, List<String>> tables(Language language) {
        return new BriefWorkbook(CODEBOOK).tables(language);
    }

    byte[] write(BriefContent content) {
        return workbook.write(content, "1");
    }
}
