namespace Marquee.Storage;

/// <summary>
/// State of which much seldom changes: its archive. Storage that can keep the two apart writes the archive only where it is new, so a row
/// that has grown large is not written whole for a small change.
/// </summary>
public interface IKeepsArchive
{
    /// <summary>Null where there is none.</summary>
    byte[]? Archive { get; }

    /// <summary>False only where the row on disk has the same archive already.</summary>
    bool ArchiveIsNew { get; }

    /// <summary>The same state with another archive, or with none.</summary>
    IKeepsArchive With(byte[]? archive);
}
