package org.incidentstats.brief;

import java.util.List;
import java.util.Map;

import org.incidentstats.brief.content.BriefContent;
import org.incidentstats.brief.workbook.BriefWorkbook;
import org.incidentstats.statistics.Codebook;
import org.incidentstats.vocabulary.CodeLists;
import org.incidentstats.vocabulary.Language;

/** Workbooks of briefs, written outside the application. */
public final class Workbooks {

    public static final Codebook CODEBOOK = new Codebook(new CodeLists());

    private final BriefWorkbook workbook;

    private Workbooks(BriefWorkbook workbook) {
        this.workbook = workbook;
    }

    /** From the templates that come with the application. */
    public static Workbooks own() {
        return new Workbooks(new BriefWorkbook(CODEBOOK));
    }

    /** From another template in English. */
    public static Workbooks from(byte[] template) {
        return new Workbooks(new BriefWorkbook(CODEBOOK, Language.EN, template));
    }

    public static Map<String, List<String>> tables() {
        return tables(Language.EN);
    }

    public static Map<String, List<String>> tables(Language language) {
        return new BriefWorkbook(CODEBOOK).tables(language);
    }

    public byte[] write(BriefContent content) {
        return workbook.write(content, "1");
    }
}
