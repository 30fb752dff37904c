using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>
/// Everything one operation changes, applied all or nothing (design decision 1). A store checks in this order: the version, the rows of <see cref="Absent"/>, the rows of <see cref="Insert"/>, each list in its order; the first that fails is the answer. Then it writes.
/// </summary>
/// <remarks>A store copies what it keeps: the memory of a commit may be reused once it is answered.</remarks>
public sealed record AccountCommit
{
    /// <summary>The identity's text.</summary>
    public required Utf8Text Identity { get; init; }

    /// <summary>The version that was read; 0: no record may exist.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>The new record (opaque to the store), stored with version <see cref="ExpectedVersion"/> + 1; null: record and version stay as they are (the version is checked all the same).</summary>
    /// <exception cref="ArgumentException">The record is empty: a null array was converted, and would have wiped the account.</exception>
    public ReadOnlyMemory<byte>? Record
    {
        get;
        init => field = value is { IsEmpty: true } ? throw new ArgumentException("A record is never empty.", nameof(value)) : value;
    }

    /// <summary>Whether all of the identity's earlier rows are removed first (deletion). They are then in the way of nothing this commit asks for; revocations stay.</summary>
    public bool EraseRows { get; init; }

    /// <summary>Rows that must not exist, and are not written (only kind and key count).</summary>
    public IReadOnlyList<AccountRow> Absent { get; init; } = [];

    /// <summary>Rows that must not exist yet, and are written. A row that is listed twice is in its own way.</summary>
    public IReadOnlyList<AccountRow> Insert { get; init; } = [];

    /// <summary>Revocations to publish with the commit; one per identity and device (a device id is unique per identity only), the later <see cref="Revocation.Until"/> wins.</summary>
    public IReadOnlyList<Revocation> Revocations { get; init; } = [];
}
