package org.incidentstats.event;

/** The register of groups at one position. */
public final class GroupRegister {

    /** The register without entries. */
    public static final GroupRegister EMPTY = new GroupRegister();

    private GroupRegister() {}

    /** The code under which a group counts. */
    public String canonical(String code) {
        return code;
    }
}
