using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>
/// Everything one operation changes, applied all or nothing (design decision 1). A store checks in this order: the version, then <see cref="Absent"/> and <see cref="Insert"/>; then it writes.
/// </summary>
public sealed record AccountCommit
{
    /// <summary>The identity's text.</summary>
    public required Utf8Text Identity { get; init; }

    /// <summary>The version that was read; 0: no record may exist.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>The new record (opaque to the store), stored with version <see cref="ExpectedVersion"/> + 1; null: record and version stay as they are (the version is checked all the same).</summary>
    public ReadOnlyMemory<byte>? Record { get; init; }

    /// <summary>Whether all of the identity's earlier rows are removed first (deletion).</summary>
    public bool EraseRows { get; init; }

    /// <summary>Rows that must not exist, and are not written (only kind and key count).</summary>
    public IReadOnlyList<AccountRow> Absent { get; init; } = [];

    /// <summary>Rows that must not exist yet, and are written.</summary>
    public IReadOnlyList<AccountRow> Insert { get; init; } = [];

    /// <summary>Revocations to publish with the commit; one per device, the later <see cref="Revocation.Until"/> wins.</summary>
    public IReadOnlyList<Revocation> Revocations { get; init; } = [];
}
